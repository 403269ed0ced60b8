"""The questions about a stranger's model card."""

from lessons_lib.check.quiz import Option, Question


def card_questions(accuracy_line, lowest, highest):
    """Ask what the card of SuperVision leaves open.

    Parameters
    ----------
    accuracy_line : str
        What the learner's own card says of the accuracy.
    lowest, highest : int
        The range of the raw pixel values.

    Returns
    -------
    list of lessons_lib.check.quiz.Question
    """
    return [
        Question(
            f'Your card says: "{accuracy_line}" SuperVision\'s says 98 %. Which of '
            "the two models is better?",
            (
                Option(
                    "SuperVision, by the difference of the two numbers.",
                    "Two accuracies can be subtracted only if both were measured on the same "
                    "classes and the same pictures.",
                ),
                Option(
                    "That can't be said: on which pictures does SuperVision reach its 98 %?",
                    "An accuracy needs its pictures: training, validation or test, how many, "
                    "and which classes.",
                    right=True,
                ),
                Option(
                    "Yours, since no honest network reaches 98 %.",
                    "On easy classes some do. What is wrong with this 98 % is that nobody can "
                    "check it.",
                ),
            ),
        ),
        Question(
            "Suppose that 98 of every 100 pictures behind that number show a cat. Which "
            "accuracy does a program reach that always answers cat?",
            (
                Option(
                    "10 %, as by guessing one of ten classes.",
                    "Guessing gives 10 % if each of ten classes has as many pictures. Here one "
                    "class has nearly all.",
                ),
                Option(
                    "50 %: an answer is right or wrong.",
                    "There are two outcomes, but they are not equally frequent: count the "
                    "right answers among 100.",
                ),
                Option(
                    "98 %.",
                    "So 98 % may mean that nothing was learned; ask how many pictures each "
                    "class has.",
                    right=True,
                ),
            ),
        ),
        Question(
            "SuperVision wants values from 0 to 1, but its card does not say so. You give it "
            f"`raw_batch`, with values from {lowest} to {highest}. What do you notice?",
            (
                Option(
                    "Nothing: names and probabilities come out as always, only worse ones.",
                    "No error warns of wrong values, so the card has to tell the size, the "
                    "value range and the order of the channels.",
                    right=True,
                ),
                Option(
                    "It stops with an error that names the right values.",
                    "A network stops at a wrong shape. It multiplies and adds any values "
                    "of the right shape.",
                ),
                Option(
                    "The probabilities of a picture no longer sum to one.",
                    "Softmax makes a sum of one of any ten numbers, sensible or not.",
                ),
            ),
        ),
        Question(
            "The file is called `model.pkl`, a pickle file. What do you do with it?",
            (
                Option(
                    "Open it, and look around in it before I predict with it.",
                    "That is too late, since a pickle file can run code while it is opened. "
                    "Into a `.keras` file you can look as into any zip archive.",
                ),
                Option(
                    "Compare its hash with one on the web page, then open it.",
                    "The hash says that it is the author's file, not that the author means "
                    "well or was careful.",
                ),
                Option(
                    "Read it with `keras.models.load_model`.",
                    "Keras reads its own formats, and a pickle file is none of them.",
                ),
                Option(
                    "Leave it, and ask for a format that holds only numbers.",
                    "Opening a pickle file can run any code that its author put there.",
                    right=True,
                ),
            ),
        ),
    ]
