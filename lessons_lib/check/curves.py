"""Questions about the curves of the first training in episode 4."""

from lessons_lib.check.quiz import Option, Question


def questions_about(history):
    """Ask what losses and accuracies do, and what follows for the test set.

    Parameters
    ----------
    history : dict
        ``loss``, ``accuracy``, ``val_loss`` and ``val_accuracy``, a number an epoch.

    Returns
    -------
    list of Question
    """
    return [
        _losses(history["loss"], history["val_loss"]),
        _distance(history["accuracy"], history["val_accuracy"]),
        _length(history["val_accuracy"]),
        _test_accuracy(history["accuracy"][-1], history["val_accuracy"][-1]),
    ]


def _losses(train, val):
    middle = (len(val) - 1) // 2
    return Question(
        f"The training loss goes from {train[0]:.2f} to {train[-1]:.2f}, the validation loss "
        f"from {val[0]:.2f} to {val[-1]:.2f}. How do they get there?",
        (
            Option(
                "both go down in a straight line, by as much in the last epoch as in the first",
                "Compare the slopes at both ends: the dashed line gets much flatter.",
            ),
            Option(
                "the training loss falls to the end; the validation loss falls most in the "
                f"first half, to {val[middle]:.2f} after epoch {middle + 1}, then less and less",
                "The training loss falls to the end, the validation loss mostly at the beginning.",
                right=True,
            ),
            Option(
                "the validation loss falls to the end; it is the training loss that gets flat",
                "You have mixed up the lines: solid is training, dashed is validation.",
            ),
            Option(
                f"training makes the training loss smaller; a validation loss of {val[-1]:.2f} "
                "is chance, since the network does not learn from those pictures",
                "It learns from other pictures, and what it learns holds for these as well: the "
                "dashed line falls, too.",
            ),
        ),
    )


def _distance(train, val):
    first, last = (100 * (train[at] - val[at]) for at in (0, -1))
    return Question(
        "The training accuracy minus the validation accuracy: how does it change from the first "
        "epoch to the last?",
        (
            Option(
                f"it goes from {first:+.1f} to {last:+.1f} percentage points, and the cause is "
                "that the validation accuracy falls",
                "Look at the dashed line once more: it rises, only less than the solid one.",
            ),
            Option(
                "it stays what it is, since both accuracies rise",
                "Both rise, but not alike: the solid line overtakes the dashed one.",
            ),
            Option(
                f"it goes from {first:+.1f} to {last:+.1f} percentage points: in the end the "
                "training accuracy is ahead",
                "The solid line overtakes the dashed one: the network learns things that hold "
                "only for its training pictures.",
                right=True,
            ),
            Option(
                "it shrinks, since with every epoch the network knows the pictures better",
                "It knows the training pictures better and better, but less and less of that "
                "holds for new ones.",
            ),
        ),
    )


def _length(val):
    return Question(
        f"The best validation accuracy of all epochs is {max(val):.3f}, the last one is "
        f"{val[-1]:.3f}. Has the training gone on too long, or not long enough?",
        (
            Option(
                "neither far too long nor far too short; many more epochs would mostly widen the "
                "distance",
                "The validation accuracy ends near its best, so the length is about right.",
                right=True,
            ),
            Option(
                "far too short: the training loss still falls",
                "The training loss goes on falling even while a network overfits. Ask the "
                "validation curves when to stop.",
            ),
            Option(
                "far too long: the training accuracy is above the validation accuracy",
                "Some distance is usual. Too long is a training whose validation loss has turned "
                "and rises.",
            ),
        ),
    )


def _test_accuracy(train, val):
    return Question(
        "Which accuracy do you expect on the test set?",
        (
            Option(
                f"about {train:.2f}, the last training accuracy",
                "That was measured on the pictures that the network learned from; the test set has "
                "new ones.",
            ),
            Option(
                f"about {val:.2f}, the last validation accuracy",
                "The validation accuracy was measured on pictures that the network did not learn "
                "from, so it is the estimate for the test set.",
                right=True,
            ),
            Option(
                f"about {(train + val) / 2:.2f}, between the two",
                "Half of that mean comes from pictures that the network has learned from, which "
                "makes it too hopeful.",
            ),
            Option(
                f"about {val / 2:.2f}, far below the validation accuracy",
                "To the network the validation pictures are as new as those of the test set, and "
                "both are of the same kind.",
            ),
        ),
    )
