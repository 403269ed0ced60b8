"""The data of the course: CIFAR-10 whole or a tenth of it, models and pictures.

::

    from lessons_lib.data import CLASS_NAMES, load_cifar10

    (all_images, all_labels), (test_images, test_labels) = load_cifar10()

The modules, from the outside in: ``cifar10`` chooses the size, ``roads`` walks
the sources of the full data, ``fetching`` is the network, ``cache`` the disk,
``formats`` decodes what was found, ``sample`` is the tenth in the repository,
``manifest`` and ``dataset`` say what the right data are.
"""

from lessons_lib.data.cifar10 import CLASS_NAMES, data_size, load_cifar10
from lessons_lib.data.dataset import DataError
from lessons_lib.data.files import picture_path, trained_model_path
from lessons_lib.data.pictures import check_picture_folder
from lessons_lib.data.subsets import balanced_subset

__all__ = [
    "CLASS_NAMES",
    "DataError",
    "balanced_subset",
    "check_picture_folder",
    "data_size",
    "load_cifar10",
    "picture_path",
    "trained_model_path",
]
