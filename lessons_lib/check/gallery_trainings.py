"""Questions about the gallery's trainings that learn too little, or the wrong thing."""

import math

from lessons_lib.check.quiz import Option, Question, Quiz

# The largest probability that a second softmax can give, and the loss that goes with it.
TOP_OF_TWO = math.e / (math.e + 9)


@Quiz
def steps_that_lead_nowhere(answer):
    """Ask about a rate too high, a rate too low, and dead units."""
    return [
        _flat(answer["too_high"].history),
        _slow(answer["too_low"].history),
        _dead(answer["dead_units"].loc["bias -5, ReLU", "dense"]),
    ]


def _flat(history):
    return Question(
        f"With the learning rate too high the loss of the last epoch is {history['loss'][-1]:.2f}, "
        f"the validation accuracy {history['val_accuracy'][-1]:.2f}. What has the network learned?",
        (
            Option(
                "the training pictures by heart, so that it fails on new ones",
                "Learning by heart would show as a low training loss. Here the training numbers "
                "are as bad as those of the validation.",
            ),
            Option(
                "to give every picture the same answer",
                "A flat loss and the accuracy of a guess: nothing of the picture comes through.",
                right=True,
            ),
            Option(
                "the beginning of what the reference knows; more epochs will bring the rest",
                "More epochs help a curve that still falls. This one is flat, and what stopped it "
                "will not pass by itself.",
            ),
        ),
    )


def _slow(history):
    first, last = history["loss"][0], history["loss"][-1]
    return Question(
        f"With the learning rate too low the loss goes from {first:.2f} to {last:.2f}, training "
        "and validation alike, and falls in every epoch. What do you try first?",
        (
            Option(
                "dropout, since the accuracy is low",
                "Dropout works against a gap between training and validation. Here is none, and "
                "it would slow the learning further.",
            ),
            Option(
                "other data, since these seem too hard to learn",
                "A loss that falls in every epoch is being learned from. It is only slow.",
            ),
            Option(
                "ten times the learning rate",
                "A smooth, slow fall without an end in sight asks for larger steps.",
                right=True,
            ),
        ),
    )


def _dead(share):
    return Question(
        f"In the stuck network {share:.0%} of the units of the dense layer are dead. You lower "
        "the learning rate and let the same network go on. What becomes of them?",
        (
            Option(
                "they stay dead: no gradient reaches their weights",
                "Where ReLU is flat for every picture the gradient is zero, and zero times any "
                "rate is zero. Start anew.",
                right=True,
            ),
            Option(
                "they come back, since smaller steps are more careful",
                "A smaller rate makes smaller steps out of gradients. These units have a "
                "gradient of exactly zero.",
            ),
            Option(
                "they come back in prediction, as after dropout",
                "Dropout drops at random and in training only. A dead unit gives zero for every "
                "picture, in prediction too.",
            ),
        ),
    )


@Quiz
def spoiled_data(answer):
    """Ask about scaling, in training and in prediction, and about labels out of step."""
    return [
        _unscaled(answer["untrained_losses"]),
        _predicted(answer["prediction_table"].loc["scaled twice"]),
        _shuffled(answer["shuffled"].history),
    ]


def _unscaled(losses):
    scaled, raw = losses["0 to 1"], losses["0 to 255"]
    return Question(
        f"Before any training the loss is {scaled:.2f} for pictures from 0 to 1 and {raw:.1f} for "
        "the same pictures from 0 to 255. Which check finds the forgotten scaling soonest?",
        (
            Option(
                "draw some of the pictures with `imshow`",
                "`imshow` draws whole numbers from 0 to 255 and fractions from 0 to 1 alike. "
                "The picture looks right either way.",
            ),
            Option(
                "compare the loss of the untrained network with ln 10",
                "A network that knows nothing should have a loss near the logarithm of the number "
                "of classes. It takes a second to look.",
                right=True,
            ),
            Option(
                "look at the accuracy of the untrained network",
                "That is near one tenth in both cases: an untrained network guesses.",
            ),
        ),
    )


def _predicted(row):
    return Question(
        "The trained network gets pictures that were divided by 255 twice. Its accuracy is "
        f"{row['accuracy']:.2f}, and no error is raised. What does it see?",
        (
            Option(
                "nearly black pictures, all alike: its biases decide",
                "Next to nothing comes in, so what comes out is what the biases add up to, the "
                "same for every picture.",
                right=True,
            ),
            Option(
                "the same pictures, only with less contrast; it has overfitted to the contrast",
                "Overfitting is about pictures that it has not seen. These would be classified "
                "well if they were scaled as in training.",
            ),
            Option(
                "what it should see; `predict` has changed its weights",
                "`predict` changes no weight. Give it the pictures scaled once, and it is as "
                "good as before.",
            ),
        ),
    )


def _shuffled(history):
    return Question(
        f"With shuffled labels the training accuracy reaches {history['accuracy'][-1]:.2f}, the "
        f"validation accuracy {history['val_accuracy'][-1]:.2f}. What does the training show?",
        (
            Option(
                "that the network finds what is common to a class; it needs more epochs",
                "With shuffled labels there is nothing common to a class. Look at the validation "
                "accuracy: it has not moved from chance.",
            ),
            Option(
                "that the learning rate is too high for these pictures",
                "Then the training loss would not fall so far.",
            ),
            Option(
                "that the network can learn pictures by heart; it says nothing of new ones",
                "Whatever the labels are, enough weights can store them. Only the validation "
                "curve tells whether they mean something.",
                right=True,
            ),
        ),
    )


@Quiz
def last_layer_and_loss(answer):
    """Ask about a missing softmax and about one too many."""
    sums = answer["raw_outputs"].sum(axis=1)
    return [
        _mend(float(sums.min()), float(sums.max())),
        _floor(answer["softmax_twice"].history),
    ]


def _mend(low, high):
    return Question(
        f"The outputs of the network without softmax add up to anything from {low:.1f} to "
        f"{high:.1f}. How do you mend the recipe?",
        (
            Option(
                "divide the outputs by their sum",
                "That is what the loss does already. With negative outputs it makes no "
                "probabilities.",
            ),
            Option(
                "softmax in the last layer, and `from_logits=True` in the loss as well, to be sure",
                "Both together say that probabilities are sums from before the softmax: the "
                "next exhibit.",
            ),
            Option(
                "softmax in the last layer, or `from_logits=True` in the loss: one of the two",
                "Output and loss have to agree on what the numbers are.",
                right=True,
            ),
        ),
    )


def _floor(history):
    floor = -math.log(TOP_OF_TWO)
    return Question(
        f"With softmax twice the validation accuracy is {history['val_accuracy'][-1]:.2f}, above "
        f"chance, and the loss {history['loss'][-1]:.2f}. What gives the fault away?",
        (
            Option(
                f"no probability above {TOP_OF_TWO:.2f}, and so no loss below {floor:.2f}",
                "The second softmax gets numbers from 0 to 1, and those it can't tell far apart.",
                right=True,
            ),
            Option(
                "the accuracy, which stays at chance",
                "It does not. Softmax keeps the order, so the largest output is still the "
                "largest, and the network does learn.",
            ),
            Option(
                "rows of outputs that do not add up to one",
                "They do: the last thing that happens to them is a softmax.",
            ),
        ),
    )
