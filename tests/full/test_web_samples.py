"""The pictures on the page of the network are new to the course's trained model."""

from lessons_lib.data import load_cifar10
from lessons_lib.preprocessing import prepare_dataset
from lessons_lib.web_model.samples import ROWS, read_samples


def test_the_samples_lie_in_the_validation_set():
    (images, labels), _ = load_cifar10()
    _, val_images, _, _ = prepare_dataset(images, labels)
    held_out = {(picture * 255).round().astype("uint8").tobytes() for picture in val_images}
    pictures, _ = read_samples()
    assert len(pictures) == len(ROWS)
    assert all(picture.tobytes() in held_out for picture in pictures)
