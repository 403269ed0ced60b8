import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.base import BaseEstimator, ClassifierMixin
from sklearn.calibration import CalibratedClassifierCV, calibration_curve
from sklearn.frozen import FrozenEstimator

from lessons_lib.calibration import (
    expected_calibration_error,
    fit_temperature,
    reliability_bins,
    temperature_loss,
)
from lessons_lib.softmax import softmax

few = settings(max_examples=20)
TEMPERATURES = np.geomspace(0.2, 5, 401)


def drawn_answers(seed, n=500):
    rng = np.random.default_rng(seed)
    confidences = rng.uniform(0.1, 1, n)
    return confidences, rng.random(n) < confidences**2


def drawn_logits(seed, temperature, n=4000):
    """Draw classes from a softmax, and logits that are too large by a factor."""
    rng = np.random.default_rng(seed)
    logits = 2 * rng.normal(size=(n, 5))
    # the largest of logits plus Gumbel noise is a class drawn from their softmax
    classes = np.argmax(logits + rng.gumbel(size=logits.shape), axis=1)
    return temperature * logits, classes


@few
@given(st.integers(0, 2**32), st.integers(2, 30))
def test_scikit_learn_gives_the_same_curve(seed, n_bins):
    confidences, right = drawn_answers(seed)
    bins = reliability_bins(confidences, right, n_bins)
    accuracy, confidence = calibration_curve(right, confidences, n_bins=n_bins)
    np.testing.assert_allclose(bins["accuracy"], accuracy)
    np.testing.assert_allclose(bins["confidence"], confidence)


@few
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_every_answer_is_in_one_bin_and_every_bin_in_its_bounds(seed, n_bins):
    confidences, right = drawn_answers(seed)
    bins = reliability_bins(confidences, right, n_bins)
    assert bins["pictures"].sum() == len(confidences)
    hair = 1e-12
    assert np.all(bins["confidence"].between(bins["from"] - hair, bins["to"] + hair))
    assert np.all(bins["accuracy"].between(bins["low"] - hair, bins["high"] + hair))


@few
@given(st.integers(0, 2**32))
def test_one_bin_leaves_the_distance_of_the_two_means(seed):
    confidences, right = drawn_answers(seed)
    error = expected_calibration_error(reliability_bins(confidences, right, n_bins=1))
    assert error == pytest.approx(abs(right.mean() - confidences.mean()))


def test_a_worked_example():
    # 0.6 and 0.7: one of two right. 0.9: all of two right.
    confidences = np.array([0.6, 0.7, 0.9, 0.9])
    bins = reliability_bins(confidences, np.array([True, False, True, True]), n_bins=2)
    assert bins["pictures"].tolist() == [4]
    bins = reliability_bins(confidences, np.array([True, False, True, True]), n_bins=5)
    assert bins["accuracy"].tolist() == [1.0, 0.0, 1.0]
    assert bins["to"].round(1).tolist() == [0.6, 0.8, 1.0]
    assert expected_calibration_error(bins) == pytest.approx((0.4 + 0.7 + 2 * 0.1) / 4)


def test_a_number_on_an_edge_belongs_to_the_lower_bin():
    bins = reliability_bins(np.array([0.25, 0.5, 0.75]), np.ones(3, bool), n_bins=4)
    assert bins["to"].tolist() == [0.25, 0.5, 0.75]


def test_honest_answers_have_a_small_error_that_more_pictures_make_smaller():
    def error(n):
        rng = np.random.default_rng(7)
        confidences = rng.uniform(0.3, 1, n)
        right = rng.random(n) < confidences
        return expected_calibration_error(reliability_bins(confidences, right))

    assert 0 < error(100_000) < error(1_000) < 0.06


def test_shares_of_32_bits_just_above_1_are_let_in():
    confidences = np.array([np.nextafter(np.float32(1), np.float32(2))])
    assert reliability_bins(confidences, np.array([True]))["pictures"].tolist() == [1]


@pytest.mark.parametrize(
    ("confidences", "right", "message"),
    [
        (np.full((5, 10), 0.1), np.ones(5, bool), "^Give one probability and one answer"),
        (np.full(5, 0.1), np.ones(4, bool), "^Give one probability and one answer"),
        (
            np.array([68.0, 70.0]),
            np.ones(2, bool),
            "^A probability is a number from 0 to 1",
        ),
        (np.array([-0.1, 0.5]), np.ones(2, bool), "^A probability is a number from 0 to 1"),
    ],
)
def test_answers_that_do_not_fit_are_refused(confidences, right, message):
    with pytest.raises(ValueError, match=message):
        reliability_bins(confidences, right)


@few
@given(st.integers(0, 2**32), st.floats(0.5, 2))
def test_the_temperature_that_the_logits_were_multiplied_by_is_found(seed, temperature):
    logits, classes = drawn_logits(seed, temperature)
    assert fit_temperature(logits, classes, TEMPERATURES) == pytest.approx(
        temperature, rel=0.15
    )


class Logits(ClassifierMixin, BaseEstimator):
    """A classifier whose input is what it decides by, for scikit-learn."""

    classes_ = np.arange(5)
    n_features_in_ = 5

    def __sklearn_is_fitted__(self):
        return True

    def fit(self, logits, classes):
        return self

    def decision_function(self, logits):
        return logits

    def predict(self, logits):
        return logits.argmax(axis=1)


def test_scikit_learn_finds_the_same_temperature():
    logits, classes = drawn_logits(seed=3, temperature=1.6)
    calibrated = CalibratedClassifierCV(FrozenEstimator(Logits()), method="temperature")
    calibrated.fit(logits, classes)
    ours = fit_temperature(logits, classes, np.linspace(1.2, 2, 801))
    expected = calibrated.predict_proba(logits[:50])
    np.testing.assert_allclose(softmax(logits[:50] / ours), expected, atol=2e-3)


@few
@given(st.integers(0, 2**32), st.floats(0.2, 5))
def test_the_loss_is_that_of_the_divided_logits(seed, temperature):
    logits, classes = drawn_logits(seed, 1.0, n=20)
    shares = softmax(logits / temperature)
    expected = -np.log(shares[np.arange(20), classes]).mean()
    assert temperature_loss(logits, classes, temperature) == pytest.approx(expected)


def test_a_list_that_is_too_narrow_is_refused():
    logits, classes = drawn_logits(seed=1, temperature=3.0)
    with pytest.raises(
        ValueError, match=r"^The lowest loss lies at the end of the list, at 2"
    ):
        fit_temperature(logits, classes, np.linspace(0.5, 2, 16))
    with pytest.raises(ValueError, match=r"^The lowest loss lies at the end of the list"):
        fit_temperature(logits, classes, np.array([1.0]))
