import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.speedrun import evaluation as module
from lessons_lib.speedrun.evaluation import VIEWS, evaluation
from lessons_lib.speedrun.network import create_network
from lessons_lib.speedrun.training import training_start, weights_of


@pytest.fixture(scope="module")
def network(tiny):
    return create_network(tiny)


@pytest.fixture(scope="module")
def weights(network, noise):
    weights = weights_of(network)
    return training_start(network)(weights, noise.train_images).weights


def view_by_hand(images, up, left, flip):
    flipped = images[:, :, ::-1] if flip else images
    padded = np.pad(flipped, [(0, 0), (1, 1), (1, 1), (0, 0)], mode="reflect")
    return padded[:, 1 + up : 33 + up, 1 + left : 33 + left]


def logits_by_hand(network, weights, images):
    logits, _ = network.stateless_call(weights.trainable, weights.other, images)
    return np.asarray(logits)


def test_the_weights_of_the_views_add_up_to_1():
    assert sum(view[3] for view in VIEWS) == 1


@pytest.mark.parametrize("size", [30, 7, 2000])
def test_it_is_the_mean_of_six_views_whatever_the_batch(
    network, weights, noise, monkeypatch, size
):
    monkeypatch.setattr(module, "BATCH", size)
    images = np.asarray(noise.test_images)
    plain = logits_by_hand(network, weights, images)
    mean = sum(
        share * logits_by_hand(network, weights, view_by_hand(images, up, left, flip))
        for up, left, flip, share in VIEWS
    )
    # Labels that make each share of right answers another one.
    labels = np.where(np.arange(30) % 3 == 0, plain.argmax(axis=1), 9)
    accuracy, accuracy_tta = evaluation(network)(weights, noise.test_images, labels)
    assert float(accuracy) == pytest.approx((plain.argmax(axis=1) == labels).mean())
    assert float(accuracy_tta) == pytest.approx((mean.argmax(axis=1) == labels).mean())
