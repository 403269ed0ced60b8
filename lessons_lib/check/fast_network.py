"""Check of the notebook on fast training: the parameters of its network."""

from lessons_lib.check.challenge import Check
from lessons_lib.check.lookups import compare_count

_PATCHES = (2 * 2 * 3 + 1) * 24
_PRODUCTS = 24 * 32 + 32 * 64 + 64 * 128
_KERNELS = 3 * 3 * _PRODUCTS
_MAPS = 32 + 64 + 128
_DENSE = (128 + 1) * 10
_ALL = _PATCHES + _KERNELS + 4 * _MAPS + _DENSE
_TRAINED = _KERNELS + 2 * _MAPS + _DENSE


@Check
def count_fast(answer):
    """Want the parameters of the network with whitened patches, and those that learn."""
    compare_count(
        answer, "patch_parameters", _PATCHES,
        (2 * 2 * 3 * 24, "the kernels alone. Each filter has a bias as well."),
        ((2 * 2 + 1) * 24, "filters that see one channel only; the pictures have three."),
        ((3 * 3 * 3 + 1) * 24, "kernels of 3 by 3. The patches are of 2 by 2 pixels."),
    )  # fmt: skip
    compare_count(
        answer, "kernel_weights", _KERNELS,
        (_KERNELS + _MAPS, "the kernels with biases. These convolutions have none: batch "
                           "normalization shifts."),
        (_PRODUCTS, "one weight for each pair of maps. A kernel has nine."),
        (9 * _MAPS, "filters that see one map only. Each sees all maps of the layer before."),
        (9 * (3 * 32 + 32 * 64 + 64 * 128), "a first block on three channels. It stands behind "
                                            "the 24 maps of the patches."),
    )  # fmt: skip
    compare_count(
        answer, "norm_parameters", 4 * _MAPS,
        (2 * _MAPS, "two numbers a map, scale and shift. The mean and the variance that it "
                    "stores count as well."),
        (_MAPS, "the number of maps. Each has a scale, a shift, a mean and a variance."),
        (4 * 128, "the last normalization alone; there are three."),
    )  # fmt: skip
    compare_count(
        answer, "dense_parameters", _DENSE,
        (128 * 10, "the weights alone. Each of the ten units has a bias as well."),
        ((4 * 4 * 128 + 1) * 10, "a layer behind flattened maps. Of each map only the largest "
                                 "number is left."),
    )  # fmt: skip
    compare_count(
        answer, "trained", _TRAINED,
        (_ALL, "all parameters. The patches are frozen, and stored means and variances are not "
               "learned by gradients."),
        (_ALL - _PATCHES, "all but the frozen patches. Two of the four numbers of a "
                          "normalization are stored and not trained."),
        (_TRAINED + _PATCHES, "too many: the filters of the patches are frozen."),
        (_TRAINED - _DENSE, "a sum without the dense layer, which is trained as well."),
    )  # fmt: skip
    return "Nearly all of them are in the last kernels, and the patches cost no training."
