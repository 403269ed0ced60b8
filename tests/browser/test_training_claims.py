"""What the page "Train one here" says of its runs, measured: with several seeds each."""

import json
import math
from functools import cache

import numpy as np
import pytest
from training import EPOCHS, RECORDED, USUAL, answer, runs, training_data

SEEDS = (1, 2, 3)
GUESSING_LOSS, GUESSING_ACCURACY = math.log(3), 1 / 3


@cache
def runs_with(epochs=EPOCHS, **change):
    """Train once with each seed."""
    return runs(*(change | {"seed": seed} for seed in SEEDS), epochs=epochs)


def ends(of_runs, name):
    return np.array([run["epochs"][-1][name] for run in of_runs])


def gap(of_runs, name, sign):
    validation = ends(of_runs, f"validation{name.capitalize()}")
    return sign * (validation - ends(of_runs, name))


def guesses(epoch):
    return (
        abs(epoch["validationLoss"] - GUESSING_LOSS) < 0.1
        and abs(epoch["validationAccuracy"] - GUESSING_ACCURACY) < 0.01
    )


def test_the_recorded_run_can_be_repeated():
    recorded = json.loads(RECORDED.read_text(encoding="utf-8"))
    assert recorded["settings"] == USUAL
    run = runs_with()[0]
    assert len(run["epochs"]) == len(recorded["epochs"]) == EPOCHS
    for got, wanted in zip(run["epochs"], recorded["epochs"], strict=True):
        # other versions of the engine may round functions differently in the last digit
        assert got == pytest.approx(wanted, abs=0.03)


def test_it_learns_with_every_seed():
    accuracies = ends(runs_with(), "validationAccuracy")
    print(f"validation accuracies after {EPOCHS} epochs: {accuracies}")
    assert (accuracies > 0.7).all()
    few = [run["epochs"][9]["validationAccuracy"] for run in runs_with()]
    assert min(few) > 0.6, few


def test_the_first_epochs_bring_the_most_and_then_the_training_loss_is_smaller():
    run = runs_with()[0]
    losses = [epoch["validationLoss"] for epoch in run["epochs"]]
    assert losses[0] - losses[9] > 2 * (losses[9] - losses[-1]) > 0
    assert all(epoch["loss"] < epoch["validationLoss"] for epoch in run["epochs"][-5:])


def test_a_rate_too_low_gets_somewhere_but_not_far():
    for run in runs_with(rate=0.00001):
        losses = [epoch["validationLoss"] for epoch in run["epochs"]]
        assert losses[0] > losses[14] > losses[-1] > GUESSING_LOSS - 0.1


def test_a_rate_too_high_stops_the_kernels_and_gives_one_answer_for_all():
    early, late = (runs_with(epochs=epochs, rate=0.1) for epochs in (15, 25))
    for before, after in zip(early, late, strict=True):
        assert guesses(after["epochs"][-1])
        np.testing.assert_allclose(before["kernels"], after["kernels"], atol=1e-5)


def test_an_absurd_rate_breaks_the_numbers_within_a_few_steps():
    for run in runs_with(rate=1e12):
        assert run["broken"]
        assert run["batchLoss"] == "NaN"
        assert run["steps"] <= 5


def test_batches_of_one_bring_more_in_the_first_epoch_and_jump():
    few = 8
    single, usual = runs_with(few, batch=1), runs_with()
    first = [
        np.array([run["epochs"][0]["validationAccuracy"] for run in of_runs])
        for of_runs in (single, usual)
    ]
    assert (first[0] > first[1]).all()
    assert {run["steps"] for run in single} == {few * 720}
    assert (jumps(single, few) > jumps(runs_with(batch=720), few)).all()


def jumps(of_runs, epochs):
    """How much the validation loss goes up and down from epoch to epoch."""
    losses = np.array(
        [[epoch["validationLoss"] for epoch in run["epochs"][:epochs]] for run in of_runs]
    )
    return np.abs(np.diff(losses, n=2)).mean(axis=1)


def test_one_batch_makes_few_steps_and_a_larger_rate_helps():
    whole, faster = runs_with(batch=720), runs_with(batch=720, rate=0.01)
    assert {run["steps"] for run in whole} == {EPOCHS}
    assert (ends(whole, "validationLoss") > ends(runs_with(), "validationLoss")).all()
    assert (ends(whole, "validationLoss") > ends(faster, "validationLoss")).all()


def test_without_dropout_it_learns_by_heart():
    for run in runs_with(rate=0.01):
        losses = [epoch["validationLoss"] for epoch in run["epochs"]]
        assert run["epochs"][-1]["accuracy"] > 0.9
        assert losses[-1] > min(losses) + 0.1
        last = [epoch["validationAccuracy"] for epoch in run["epochs"][10:]]
        assert max(last) < 0.87


def test_dropout_narrows_the_gap_and_does_not_help_validation():
    without, dropped = runs_with(rate=0.01), runs_with(rate=0.01, dropout=0.5)
    assert (gap(dropped, "loss", 1) < gap(without, "loss", 1)).all()
    assert (gap(dropped, "accuracy", -1) < gap(without, "accuracy", -1)).all()
    accuracies = [
        ends(of_runs, "validationAccuracy").mean() for of_runs in (without, dropped)
    ]
    print(f"mean validation accuracies without and with dropout: {accuracies}")
    assert accuracies[1] < accuracies[0] + 0.01


def test_with_ships_for_frogs_it_gets_less_far(monkeypatch):
    with_frogs = ends(runs_with(), "validationAccuracy")
    monkeypatch.setattr(
        training_data, "CLASSES", {"airplane": 0, "automobile": 1, "ship": 8}
    )
    with_ships = ends(runs({"seed": 1}, {"seed": 2}), "validationAccuracy")
    assert with_ships.max() < with_frogs.min()


def test_the_pictures_arrive_as_they_were_packed():
    training, validation = training_data.small_pictures()
    got = answer("pictures", packed=training_data.packed(training, validation))
    for part, wanted in zip(got, (training, validation), strict=True):
        n_classes, a_class = wanted.shape[:2]
        assert part["labels"] == np.repeat(range(n_classes), a_class).tolist()
        pictures = np.array(part["pictures"]).reshape(wanted.shape)
        # half of one of 15 steps
        np.testing.assert_allclose(pictures, wanted / 255, atol=0.5 / 15 + 1e-6)


def test_no_picture_is_in_both_parts():
    training, validation = (
        {picture.tobytes() for picture in part.reshape(-1, 16 * 16 * 3)}
        for part in training_data.small_pictures()
    )
    assert not training & validation
