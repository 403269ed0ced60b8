"""Questions about the gallery's numbers that are better than the network behind them."""

from lessons_lib.check.quiz import Option, Question, Quiz


@Quiz
def too_good_to_be_true(answer):
    """Ask about copies, a choice by the test set, few pictures, and a rare class."""
    choices = answer["choice_table"]
    return [
        _copies(answer["copies_table"]),
        _choice(choices["test set"].iloc[-1], choices["new pictures"].iloc[-1]),
        _few(answer["spread_table"]),
        _rare(answer["cat_table"].loc["plain"]),
    ]


def _copies(table):
    log, new = table["validation, with copies"].mean(), table["new pictures"].mean()
    return Question(
        f"The validation accuracy in the log is {log:.2f}, that on new pictures {new:.2f}. "
        "Pictures were mirrored first and split afterwards. What is the right order?",
        (
            Option(
                "mirror and split as before, but with a larger share for validation",
                "However large it is, most of its pictures would have their mirror image among the "
                "training pictures.",
            ),
            Option(
                "split, then mirror the training pictures only",
                "All that is made of one picture has to stay on one side of the split.",
                right=True,
            ),
            Option(
                "that one, since a mirrored picture is another picture",
                "To the network it is nearly the same one: what it has learned by heart of the "
                "first tells it the answer for the second.",
            ),
        ),
    )


def _choice(chosen, new):
    return Question(
        "The epoch was chosen by its accuracy on a small test set: "
        f"{chosen:.3f} there, and {new:.3f} on other pictures. Why is the first number higher?",
        (
            Option(
                "the test pictures are easier than the others",
                "They were drawn at random, again and again, and the number is a mean over all "
                "draws.",
            ),
            Option(
                "the network was trained on the test pictures",
                "It never was. Choosing is enough.",
            ),
            Option(
                "the best of several scores is partly luck, and luck does not repeat",
                "What is chosen for being the highest is, on average, not as good as it looks.",
                right=True,
            ),
        ),
    )


def _few(table):
    few, many = table.index[0], table.index[-1]
    low, high = table["spread"].iloc[0], table["spread"].iloc[-1]
    return Question(
        f"Measured on {few} pictures, the accuracy of one network has a spread of "
        f"{100 * low:.1f} points; on {many} pictures of {100 * high:.1f}. How many pictures do "
        "you need to halve the spread?",
        (
            Option(
                "twice as many",
                "The number of pictures stands under a square root.",
            ),
            Option(
                "four times as many",
                "The spread shrinks with the square root of the number of pictures.",
                right=True,
            ),
            Option(
                "as many, but with a network trained for longer",
                "The spread comes from which pictures happen to be drawn, not from the network.",
            ),
        ),
    )


def _rare(row):
    return Question(
        f"A network that looks for cats is right for {row['accuracy']:.0%} of the pictures and "
        f"finds {row['recall of cats']:.0%} of the cats. What do you make of it?",
        (
            Option(
                "nine pictures in ten are no cats, so the accuracy says little; ask for recall",
                "Always saying no is right for nine in ten. Beside that baseline the accuracy "
                "shows next to nothing.",
                right=True,
            ),
            Option(
                "it is a good network: an accuracy like that is seldom reached here",
                "Always saying no reaches it without a network.",
            ),
            Option(
                "the accuracy was computed wrongly, since both can't be true",
                "Both are: cats are so few that missing most of them costs little accuracy.",
            ),
        ),
    )
