"""Networks that are trained together learn what each would learn alone."""

import keras
import numpy as np
import pytest

from lessons_lib.models import create_model_dropout
from lessons_lib.training import fit_together

RATES = (0.2, 0.6)


@pytest.fixture(scope="module")
def batch():
    """One batch, so that its order changes nothing but the order of additions."""
    random = np.random.default_rng(1)
    images = random.random((32, 32, 32, 3), dtype=np.float32)
    return images, keras.utils.to_categorical(np.arange(32) % 10, 10)


def network(rate):
    keras.utils.set_random_seed(5)
    return create_model_dropout(rate)


@pytest.fixture(scope="module")
def together(batch):
    models = {rate: network(rate) for rate in RATES}
    return models, fit_together(models, batch, batch, epochs=4)


def test_each_branch_learns_what_it_would_learn_alone(batch, together):
    models, curves = together
    for rate in RATES:
        model = network(rate)
        model.compile("adam", "categorical_crossentropy", metrics=["accuracy"])
        alone = model.fit(*batch, epochs=4, validation_data=batch, verbose=0).history
        assert curves[rate]["loss"] == pytest.approx(alone["loss"], rel=1e-3)
        assert curves[rate]["val_loss"] == pytest.approx(alone["val_loss"], rel=1e-3)
        assert curves[rate].keys() == alone.keys()
        for one, other in zip(model.get_weights(), models[rate].get_weights(), strict=True):
            np.testing.assert_allclose(one, other, atol=1e-3)


def test_the_branches_differ_and_learn(together):
    _, curves = together
    assert curves[0.2]["loss"] != pytest.approx(curves[0.6]["loss"], rel=1e-3)
    for curve in curves.values():
        # With dropout, the loss in training also falls and rises by chance.
        assert curve["val_loss"][-1] < curve["val_loss"][0]


def test_it_tells_how_far_it_is(batch, capsys):
    fit_together({rate: network(rate) for rate in RATES}, batch, batch, epochs=2)
    assert capsys.readouterr().out.splitlines() == [
        "epoch 1 of 2 is done",
        "epoch 2 of 2 is done",
    ]
