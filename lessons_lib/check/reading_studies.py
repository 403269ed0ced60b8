"""Questions of the notebook on tuning: what a study allows to say."""

from lessons_lib.check.answer import Mistake
from lessons_lib.check.lookups import share_in
from lessons_lib.check.quiz import Option, Question, Quiz
from lessons_lib.check.values import describe, is_a


@Quiz
def read_the_study(answer):
    """Ask what the best score, two samplers, a bar of importance and a lost process mean."""
    best = {
        name: share_in(answer, f"best_of_{name}") for name in ("random_study", "tpe_study")
    }
    importance = answer["importance"]
    if not is_a(importance, "DataFrame") or len(importance.columns) == 0:
        raise Mistake(
            f"`importance` is {describe(importance)}, not the table that the cells above make. "
            "Run them once more."
        )
    first = str(importance.mean().idxmax())
    return [
        _the_best_score(max(best.values())),
        _two_samplers(abs(best["tpe_study"] - best["random_study"])),
        _what_matters(first, importance[first].mean()),
        _a_lost_process(),
    ]


def _the_best_score(score):
    return Question(
        f"The best trial of all has a validation accuracy of {score:.3f}. What do you expect of "
        "the same settings with new seeds, on pictures that no search has seen?",
        (
            Option(
                "the same on average: validation pictures are not trained on",
                "They are not trained on, but they have chosen. Of many scores the highest was "
                "helped by luck.",
            ),
            Option(
                "somewhat less: the highest of many scores is partly luck",
                "The winner was chosen by this score, its luck included, and new pictures and "
                "seeds do not repeat the luck.",
                right=True,
            ),
            Option(
                "somewhat more: the search has found the right settings",
                "The settings may be right. The score was measured before, and nothing has been "
                "added to it since.",
            ),
        ),
    )


def _two_samplers(difference):
    return Question(
        f"The best trials of the two studies are {100 * difference:.1f} points apart. Which "
        "sampler is better?",
        (
            Option(
                "the one whose best trial is higher",
                "One study each is one draw each. With other seeds the order may turn around.",
            ),
            Option(
                "TPE, because it learns from the trials before",
                "It does, once it has enough of them. Whether that helped *here* is a question to "
                "the numbers.",
            ),
            Option(
                "one study each does not say: repeat both with several seeds",
                "The spread of several studies tells whether a difference is more than chance.",
                right=True,
            ),
        ),
    )


def _what_matters(name, share):
    return Question(
        f"In the figure `{name}` comes first, with a mean importance of {share:.2f}. What does "
        "that say?",
        (
            Option(
                "of what the four settings do, each alone, so much is its part, in these ranges",
                "A bar compares the four settings with each other, and the ranges that were "
                "searched have a part in it.",
                right=True,
            ),
            Option(
                "tuning it raises the accuracy by so much",
                "An importance is a share, not a gain. It does not even say in which direction to "
                "go.",
            ),
            Option(
                "the others need no tuning, for this and for other networks",
                "Another network, or narrower ranges, can turn the order around.",
            ),
        ),
    )


def _a_lost_process():
    return Question(
        "A process is killed while it trains its ninth trial, and you start the program again. "
        "What is left of its work?",
        (
            Option(
                "nothing: a study lives in the memory of its process",
                "Without a storage it would. Here every report goes into the file at once.",
            ),
            Option(
                "eight finished trials; the ninth is marked as failed and done again",
                "What was finished is in the file, and the trial that fell silent is repeated "
                "with its settings.",
                right=True,
            ),
            Option(
                "eight finished trials and the ninth, which goes on in the middle",
                "Its reports are in the file, its weights are not. A training that shall go on in "
                "the middle needs saved weights.",
            ),
        ),
    )
