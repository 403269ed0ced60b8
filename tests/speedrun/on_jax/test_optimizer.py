import keras
import numpy as np
import pytest

jax = pytest.importorskip("jax", reason="`test-jax` runs this")

from lessons_lib.speedrun.learning_rate import learning_rate_factor
from lessons_lib.speedrun.optimizer import lookahead, nesterov, step_sizes
from lessons_lib.speedrun.recipe import FULL


def test_the_learning_rate_climbs_to_1_and_falls():
    factors = np.asarray(learning_rate_factor(np.arange(481), 480))
    assert factors[0] == pytest.approx(0.2)
    assert factors[-1] == pytest.approx(0.07)
    peak = factors.argmax()
    assert peak == 110  # 23 % of 480
    assert factors[peak] == 1
    assert (np.diff(factors[: peak + 1]) > 0).all()
    assert (np.diff(factors[peak:]) < 0).all()


def test_the_area_under_it_is_that_of_two_trapezoids():
    factors = np.asarray(learning_rate_factor(np.arange(481), 480), dtype=np.float64)
    area = (1.2 / 2) * 110 / 480 + (1.07 / 2) * 370 / 480
    assert np.trapezoid(factors) / 480 == pytest.approx(area, rel=1e-6)


def test_a_step_is_that_of_keras():
    weight = np.random.default_rng(0).random(5, dtype=np.float32)
    variable = keras.Variable(weight)
    optimizer = keras.optimizers.SGD(learning_rate=0.1, momentum=0.85, nesterov=True)
    velocity = np.zeros(5, dtype=np.float32)
    for number in range(4):
        gradient = np.float32(np.cos(number + np.arange(5)))
        optimizer.apply([jax.numpy.asarray(gradient)], [variable])
        weight, velocity = nesterov(
            weight, velocity, gradient, rate=0.1, decay=0.0, momentum=0.85, factor=1.0
        )
        np.testing.assert_allclose(weight, variable.numpy(), rtol=1e-5)


def test_weight_decay_does_not_depend_on_the_learning_rate():
    ends = []
    for rate in (0.001, 0.1):
        weight, velocity = np.float32(1), np.float32(0)
        for _ in range(20):
            weight, velocity = nesterov(
                weight, velocity, 0.0, rate=rate, decay=0.01, momentum=0.85, factor=1.0
            )
        ends.append(float(weight))
    assert ends[0] == pytest.approx(ends[1], rel=1e-5)
    assert 0 < ends[0] < 0.9


def test_the_steps_of_the_recipe_are_those_of_the_source():
    """PyTorch's arguments there: 11.5 / 7850.67 and 0.0153 * 1024 / 7850.67."""
    rate, decay = step_sizes(FULL)
    assert rate == pytest.approx(1.4648e-3, rel=1e-4)
    assert decay == pytest.approx(1.9957e-3, rel=1e-4)


def run_lookahead(steps):
    """Let the fast weights grow by 1 in every step."""
    fast = slow = np.float32(0)
    history = []
    for step in range(steps):
        fast, slow = lookahead(fast + 1, slow, step, steps)
        history.append((float(fast), float(slow)))
    return history


def test_lookahead_acts_in_every_fifth_step_and_then_both_agree():
    history = run_lookahead(steps=20)
    assert [fast for fast, _ in history[:4]] == [1, 2, 3, 4]
    assert [slow for _, slow in history[:4]] == [0, 0, 0, 0]
    share = 0.95**5 * (5 / 20) ** 3
    assert history[4] == pytest.approx((5 * (1 - share), 5 * (1 - share)), rel=1e-6)
    assert history[5][0] == pytest.approx(history[4][0] + 1)


def test_the_last_step_ends_at_the_slow_weights():
    history = run_lookahead(steps=13)
    assert history[-1] == (history[9][1], history[9][1])
