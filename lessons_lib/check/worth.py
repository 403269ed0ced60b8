"""Questions of the notebook on fast training: what its table says, and what it does not."""

from lessons_lib.check.quiz import Option, Question, Quiz


@Quiz
def what_each_step_is_worth(answer):
    """Ask about larger batches, about an interval, and about the order of the steps."""
    table = answer["table"]
    gains = table.dropna()
    # the step whose gain is the least certain: the smallest, measured by its margin
    certainty = gains["gain"].abs() / (gains["high"] - gains["gain"])
    name = certainty.idxmin()
    return [
        _batch(table.loc["episode 4"], table.loc["batch 128"]),
        _interval(name, gains.loc[name]),
        _order(table.loc["whitening"]),
    ]


def _batch(before, after):
    return Question(
        f"With batches of 128 in place of 64, ten epochs take {after['seconds']:.0f} seconds in "
        f"place of {before['seconds']:.0f}, and the accuracy changes by {after['gain']:+.1f} "
        "points. Everything else is the same. What is different for the weights?",
        (
            Option(
                "they have seen fewer pictures",
                "Every picture comes once an epoch, in batches of any size.",
            ),
            Option(
                "they have been changed half as often, by steps that are no longer",
                "Half as many steps, at the same learning rate.",
                right=True,
            ),
            Option(
                "they have followed gradients that are noisier",
                "A mean over more pictures is less noisy, not more.",
            ),
        ),
    )


def _interval(name, row):
    found = (
        f"The step `{name}` has a gain of {row['gain']:.1f} points, with an interval from "
        f"{row['low']:.1f} to {row['high']:.1f}. "
    )
    if row["low"] < 0 < row["high"]:
        return Question(
            found + "What do you say about it?",
            (
                Option(
                    f"it is worth {row['gain']:.1f} points",
                    "With three other seeds the difference might have the other sign: zero lies "
                    "in the interval.",
                ),
                Option(
                    "it is worth nothing",
                    "That a difference is not shown does not show that there is none. The "
                    "interval has larger numbers than zero in it, too.",
                ),
                Option(
                    "three seeds don't tell whether it helps",
                    "Zero lies in the interval, and so do numbers on both sides of it.",
                    right=True,
                ),
            ),
        )
    return Question(
        found + "What do you say about it?",
        (
            Option(
                f"it is worth {row['gain']:.1f} points, no more and no less",
                "That is the best guess. Other seeds would give another number.",
            ),
            Option(
                "nothing: three seeds are never enough",
                "How many are enough depends on the difference. The interval has no zero in it.",
            ),
            Option(
                "it makes a difference, of a size within the interval",
                "Zero is outside of the interval, so it is more than luck.",
                right=True,
            ),
        ),
    )


def _order(whitening):
    return Question(
        f"In its place on the road, whitening has a gain of {whitening['gain']:.1f} points. How "
        "much would it bring after six epochs in place of two?",
        (
            Option(
                "that has to be measured: what a step brings may depend on the others",
                "A layer that is learned has more time to become good in six epochs. Or it has "
                "not. Only a run says.",
                right=True,
            ),
            Option(
                "three times as much",
                "A head start does not grow with the way. It may well get smaller.",
            ),
            Option(
                "just as much: it is a property of the pictures",
                "The filters are a property of the pictures. What they gain depends on what the "
                "network would have learned in their place.",
            ),
        ),
    )
