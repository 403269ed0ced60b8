"""Questions about the shapes of the six arrays of episode 1."""

from lessons_lib.check.quiz import Option, Question


def questions_about(train, loaded, test):
    """Ask what each number of the shapes means, and what the shapes do not tell.

    Parameters
    ----------
    train, loaded, test : int
        Numbers of pictures: to train on, loaded to work with, in the test set.

    Returns
    -------
    list of Question
    """
    return [
        Question(
            f"Both shapes in the first line begin with {train:,}. What does it count?",
            (
                Option(
                    f"all pictures that we work with: a fifth of these {train:,} will validate",
                    f"We work with {loaded:,}, and a fifth of those is taken out already.",
                ),
                Option(
                    "the pictures to train on, and so their labels as well",
                    "It counts pictures: four fifths are to train on, each with its label.",
                    right=True,
                ),
                Option("the pixels of each picture", "A picture has only 32 × 32 pixels."),
            ),
        ),
        Question(
            "The rest of the pictures' shape is `32, 32, 3`. What is that?",
            (
                Option(
                    "32 rows and 32 columns of pixels, with a red, a green and a blue value each",
                    "Height, width and channels are the size of one picture.",
                    right=True,
                ),
                Option(
                    "a batch of 32 pictures, 32 pixels each, in three colors",
                    "Pictures are counted in front of these three, and only `fit` makes batches.",
                ),
                Option(
                    "32 rows, 32 columns, and three sets: training, validation and test",
                    "Each set is an array of its own; the 3 stands within every one of them.",
                ),
            ),
        ),
        Question(
            f"Training labels have the shape ({train}, 10), test labels ({test}, 1). Why?",
            (
                Option(
                    "the test set has pictures of one class only",
                    "All ten classes are in it; the second number counts columns, not classes.",
                ),
                Option(
                    "a training picture may belong to ten classes, a test picture to one",
                    "Every picture has one class. Nine of the ten numbers in a label are 0.",
                ),
                Option(
                    "test labels are still class numbers, training labels are one-hot rows",
                    "Only what went through `prepare_dataset` is one-hot.",
                    right=True,
                ),
            ),
        ),
        Question(
            f"Test pictures have the shape ({test}, 32, 32, 3), like prepared ones. Which "
            "values do they have?",
            (
                Option(
                    "0 to 1: the shape shows that they were prepared",
                    "The shape can't show it: dividing by 255 leaves the shape as it was.",
                ),
                Option(
                    "0 to 255, as they were loaded",
                    "Dividing by 255 leaves the shape, so the shape can't show that it is missing.",
                    right=True,
                ),
                Option("only 0 and 1", "One-hot is for labels, and pictures get scaled."),
            ),
        ),
    ]
