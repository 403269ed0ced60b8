import keras
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import brier_score_loss, log_loss

from lessons_lib.softmax import (
    brier_gradient,
    brier_score,
    cross_entropy,
    cross_entropy_gradient,
    log_softmax,
    softmax,
)

few = settings(max_examples=50)

# Two networks on three pictures: dog, cat, dog.
TRUTH = np.array([[1, 0], [0, 1], [1, 0]])
NETWORK_1 = np.array([[0.9, 0.1], [0.1, 0.9], [0.4, 0.6]])
NETWORK_2 = np.array([[0.6, 0.4], [0.3, 0.7], [0.1, 0.9]])


def rows_of(largest):
    """Draw logits: some rows, a column a class."""
    shapes = st.tuples(st.integers(1, 6), st.integers(2, 12))
    return arrays(np.float64, shapes, elements=st.floats(-largest, largest))


@st.composite
def labels_and_logits(draw, largest=20):
    logits = draw(rows_of(largest))
    n_rows, n_classes = logits.shape
    classes = draw(arrays(np.int64, n_rows, elements=st.integers(0, n_classes - 1)))
    return np.eye(n_classes)[classes], logits


@few
@given(rows_of(1e4))
def test_shares_are_positive_or_round_to_0_and_add_up_to_1(logits):
    shares = softmax(logits)
    assert np.all((shares >= 0) & (shares <= 1))
    np.testing.assert_allclose(shares.sum(axis=-1), 1, rtol=1e-12)


@few
@given(rows_of(1e4))
def test_logits_up_to_ten_thousand_neither_overflow_nor_divide_by_0(logits):
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        assert np.all(np.isfinite(softmax(logits)))
        assert np.all(np.isfinite(log_softmax(logits)))


@few
@given(rows_of(50), st.floats(-1e3, 1e3))
def test_a_shift_of_all_logits_changes_nothing(logits, shift):
    np.testing.assert_allclose(softmax(logits + shift), softmax(logits), atol=1e-11)
    np.testing.assert_allclose(log_softmax(logits + shift), log_softmax(logits), atol=1e-9)


@few
@given(rows_of(30))
def test_the_order_of_the_logits_is_kept(logits):
    ranked = np.take_along_axis(softmax(logits), np.argsort(logits, axis=-1), axis=-1)
    assert np.all(np.diff(ranked, axis=-1) >= 0)


@few
@given(rows_of(100))
def test_a_row_is_not_disturbed_by_the_others(logits):
    one_by_one = np.stack([softmax(row) for row in logits])
    np.testing.assert_array_equal(softmax(logits), one_by_one)


@few
@given(rows_of(100))
def test_the_log_softmax_is_the_logarithm_of_the_softmax(logits):
    np.testing.assert_allclose(np.exp(log_softmax(logits)), softmax(logits), rtol=1e-11)


@few
@given(st.floats(-30, 30))
def test_with_a_second_logit_of_0_it_is_the_sigmoid(logit):
    assert softmax(np.array([logit, 0.0]))[0] == pytest.approx(1 / (1 + np.exp(-logit)))


@few
@given(rows_of(80))
def test_keras_gives_the_same_to_32_bits(logits):
    logits = logits.astype("float32")
    ours, theirs = softmax(logits), keras.ops.convert_to_numpy(keras.ops.softmax(logits))
    assert ours.dtype == np.float32
    np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-6)


@few
@given(labels_and_logits(largest=60))
def test_keras_gives_the_same_cross_entropy_from_logits(drawn):
    labels, logits = drawn
    ours = -np.mean(np.sum(labels * log_softmax(logits), axis=-1))
    loss = keras.losses.CategoricalCrossentropy(from_logits=True)
    theirs = float(loss(labels.astype("float32"), logits.astype("float32")))
    assert ours == pytest.approx(theirs, rel=1e-4, abs=1e-5)


def test_the_table_of_the_two_networks():
    scores = [
        (brier_score(TRUTH, network), cross_entropy(TRUTH, network))
        for network in (NETWORK_1, NETWORK_2)
    ]
    np.testing.assert_allclose(scores, [(0.2533, 0.3757), (0.7067, 1.0567)], atol=5e-5)


@few
# scikit-learn raises probabilities below 2e-16 to that
@given(labels_and_logits(largest=15))
def test_scikit_learn_gives_the_same_scores(drawn):
    labels, logits = drawn
    shares, classes = softmax(logits), labels.argmax(axis=-1)
    every_class = range(labels.shape[1])
    if labels.shape[1] > 2:
        expected = brier_score_loss(
            classes, shares, labels=every_class, scale_by_half=False
        )
        assert brier_score(labels, shares) == pytest.approx(expected)
    expected = log_loss(classes, shares, labels=every_class)
    assert cross_entropy(labels, shares) == pytest.approx(expected, rel=1e-6, abs=1e-9)


@few
@given(labels_and_logits())
def test_the_scores_keep_to_their_ranges(drawn):
    labels, logits = drawn
    shares = softmax(logits)
    assert 0 <= brier_score(labels, shares) <= 2
    assert cross_entropy(labels, shares) >= 0
    # a mean of squares over all outputs is a share of the sum over the classes
    mean_of_all = np.mean((labels - shares) ** 2)
    assert brier_score(labels, shares) == pytest.approx(mean_of_all * labels.shape[1])


@few
@given(rows_of(5), rows_of(5))
def test_no_prediction_beats_the_truth(truth, other):
    truth, other = softmax(truth[:1, :2]), softmax(other[:1, :2])
    assert cross_entropy(truth, other) >= cross_entropy(truth, truth) - 1e-12


def test_a_class_of_probability_0_costs_nothing_unless_it_is_true():
    labels = np.array([[1.0, 0.0]])
    assert cross_entropy(labels, np.array([[1.0, 0.0]])) == 0
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert cross_entropy(labels, np.array([[0.0, 1.0]])) == np.inf


@pytest.mark.parametrize("score", [brier_score, cross_entropy])
def test_class_numbers_in_the_place_of_rows_are_refused(score):
    # NumPy would stretch two class numbers over two classes without a word
    with pytest.raises(ValueError, match=r"^Give one label for each probability"):
        score(np.array([0, 1]), np.array([[0.5, 0.5], [0.5, 0.5]]))


def finite_differences(loss, logits, step=1e-5):
    slopes = np.zeros_like(logits)
    for place in np.ndindex(logits.shape):
        shift = np.zeros_like(logits)
        shift[place] = step
        slopes[place] = (loss(logits + shift) - loss(logits - shift)) / (2 * step)
    return slopes


@few
@given(labels_and_logits(largest=6))
def test_the_gradients_are_those_of_finite_differences(drawn):
    labels, logits = drawn

    def brier(z):
        return np.sum((softmax(z) - labels) ** 2)

    def entropy(z):
        return -np.sum(labels * log_softmax(z))

    for loss, gradient in ((brier, brier_gradient), (entropy, cross_entropy_gradient)):
        expected = finite_differences(loss, logits)
        found = gradient(labels, logits)
        np.testing.assert_allclose(found, expected, atol=1e-7 * max(1, abs(expected).max()))


@few
@given(labels_and_logits())
def test_a_gradient_adds_up_to_0_since_a_shift_changes_nothing(drawn):
    labels, logits = drawn
    for gradient in (brier_gradient, cross_entropy_gradient):
        np.testing.assert_allclose(gradient(labels, logits).sum(axis=-1), 0, atol=1e-12)
