"""The data of the course: CIFAR-10 and MNIST, cats and dogs, models and pictures.

::

    from lessons_lib.data import CLASS_NAMES, load_cifar10

    (all_images, all_labels), (test_images, test_labels) = load_cifar10()

The modules, from the outside in: ``cifar10`` and ``mnist`` are the data sets, ``sizes``
chooses between the whole and a tenth, ``roads`` walks the sources of the full data,
``fetching`` is the network, ``cache`` the disk, ``formats`` decodes what was found,
``sample`` is the tenth in the repository, ``manifest`` and ``dataset`` say what the
right data are. ``cats_and_dogs`` walks the sources of a folder of pictures, with
``picture_forms``, ``picture_zip`` and ``picture_store`` for what it finds and keeps.
"""

from lessons_lib.data.cats_and_dogs import CatsAndDogs, find_cats_and_dogs
from lessons_lib.data.cifar10 import CLASS_NAMES, load_cifar10
from lessons_lib.data.dataset import DataError
from lessons_lib.data.files import picture_path, trained_model_path
from lessons_lib.data.mnist import load_mnist
from lessons_lib.data.pictures import check_picture_folder
from lessons_lib.data.sizes import data_size
from lessons_lib.data.subsets import balanced_subset

__all__ = [
    "CLASS_NAMES",
    "CatsAndDogs",
    "DataError",
    "balanced_subset",
    "check_picture_folder",
    "data_size",
    "find_cats_and_dogs",
    "load_cifar10",
    "load_mnist",
    "picture_path",
    "trained_model_path",
]
