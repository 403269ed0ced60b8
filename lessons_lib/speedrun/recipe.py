"""The numbers of the recipe: one for a GPU, and a miniature of it for a CPU."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    """What a speedrun trains, and how.

    The defaults are those of airbench94 (https://arxiv.org/abs/2404.00498), with two
    exceptions: it trains for 9.9 epochs, and in 16-bit floats throughout. Whole epochs
    are all the same program, and so are compiled once.

    Parameters
    ----------
    name : str
        For the report.
    seeds : int, default 20
        How many networks to train if nobody says.
    widths : tuple of int, default (64, 256, 256)
        Filters in the convolutions of the three groups.
    epochs : int, default 10
        Passes over the training pictures.
    batch_size : int, default 1024
        Pictures a step; those that don't fill a last batch are left out of an epoch.
    learning_rate : float, default 11.5
        Peak learning rate, for a loss averaged over 1,024 pictures and steps not
        lengthened by momentum. :mod:`lessons_lib.speedrun.optimizer` converts it.
    momentum : float, default 0.85
        Of Nesterov's method, from 0 to below 1.
    weight_decay : float, default 0.0153
        Share of a weight that 1,024 pictures take away at the peak learning rate,
        whatever that rate and the momentum are.
    bias_scaler : float, default 64.0
        How many times faster the biases of batch normalization learn.
    label_smoothing : float, default 0.2
        Share of the target spread evenly over the classes, from 0 to 1.
    whitening_bias_epochs : int, default 3
        Epochs after which the biases of the whitening convolution are frozen.
    translate : int, default 2
        Largest shift of a picture in each direction, in pixels.
    batch_norm_momentum : float, default 0.6
        Share of a moving average that is kept from step to step, from 0 to 1.
    logit_scale : float, default 1/9
        Factor on the network's outputs.
    dtype_policy : str, default "mixed_bfloat16"
        Of Keras, for all layers behind the whitening: the weights are float32 even so.
    """

    name: str
    seeds: int = 20
    widths: tuple[int, int, int] = (64, 256, 256)
    epochs: int = 10
    batch_size: int = 1024
    learning_rate: float = 11.5
    momentum: float = 0.85
    weight_decay: float = 0.0153
    bias_scaler: float = 64.0
    label_smoothing: float = 0.2
    whitening_bias_epochs: int = 3
    translate: int = 2
    batch_norm_momentum: float = 0.6
    logit_scale: float = 1 / 9
    dtype_policy: str = "mixed_bfloat16"


FULL = Recipe("full")

# CPUs emulate bfloat16, so the miniature computes in float32. It is as small as can be and
# still learn: inside a loop, XLA's convolutions are slow on a CPU
# (https://github.com/jax-ml/jax/issues/12868).
MINIATURE = Recipe(
    "miniature",
    seeds=2,
    widths=(8, 16, 32),
    epochs=5,
    batch_size=50,
    whitening_bias_epochs=1,
    dtype_policy="float32",
)
