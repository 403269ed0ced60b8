"""load_cifar10 and data_size: what LESSONS_DATA asks for."""

import subprocess
import sys

import numpy as np
import pytest

from lessons_lib.data import CLASS_NAMES, DataError, data_size, load_cifar10

pytestmark = pytest.mark.usefixtures("own_folders")


def test_class_names():
    assert " ".join(CLASS_NAMES) == (
        "airplane automobile bird cat deer dog frog horse ship truck"
    )


def test_sample_looks_as_keras_gives_it(monkeypatch, capsys):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    (images, labels), (test_images, test_labels) = load_cifar10()
    assert images.shape == (5000, 32, 32, 3)
    assert labels.shape == (5000, 1)
    assert test_images.shape == (1000, 32, 32, 3)
    assert test_labels.shape == (1000, 1)
    assert {a.dtype for a in (images, labels, test_images, test_labels)} == {
        np.dtype("uint8")
    }
    assert labels[:6].ravel().tolist() == [6, 9, 9, 4, 1, 1]
    assert images[0, 0, 0].tolist() == [59, 62, 63]
    assert np.bincount(labels.ravel()).tolist() == [500] * 10
    assert np.bincount(test_labels.ravel()).tolist() == [100] * 10
    assert data_size() == "sample"
    assert capsys.readouterr().out == ""


def test_arrays_may_be_changed_without_changing_the_next_load(monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "sample")
    (images, _), _ = load_cifar10()
    images[0] = 0
    (again, _), _ = load_cifar10()
    assert again[0, 0, 0].tolist() == [59, 62, 63]


def test_auto_takes_the_full_data_where_they_can_be_had(tiny, serve, full_is, capsys):
    full_is("cifar10", serve(tiny.archive()))
    assert data_size() == "sample"
    (images, _), _ = load_cifar10()
    assert np.array_equal(images, tiny.arrays.train_images)
    assert data_size() == "full"
    assert capsys.readouterr().out == ""


def test_auto_knows_full_data_on_the_disk_before_loading(tiny, full_is):
    from lessons_lib.data import cache

    cache.store(tiny.data, tiny.arrays)
    full_is("cifar10", tiny.data)
    assert data_size() == "full"


def test_auto_falls_back_to_the_sample_with_one_sentence(unreachable, full_is, capsys):
    full_is("cifar10", unreachable)
    (images, _), _ = load_cifar10()
    assert len(images) == 5000
    assert data_size() == "sample"
    said = capsys.readouterr()
    assert said.out.count("\n") == 1
    assert said.out.startswith("This is the sample, a tenth of Tiny-10, since the full ")
    assert "127.0.0.1:9 can't be reached" in said.out
    assert "LESSONS_DATA=sample" in said.out


def test_full_that_can_not_be_had(unreachable, full_is, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "full")
    full_is("cifar10", unreachable)
    assert data_size() == "full"
    with pytest.raises(DataError, match=r"^The full Tiny-10 can't be had here \("):
        load_cifar10()


@pytest.mark.parametrize("call", [load_cifar10, data_size])
def test_wrong_size(call, monkeypatch):
    monkeypatch.setenv("LESSONS_DATA", "ful")
    with pytest.raises(DataError) as caught:
        call()
    assert str(caught.value) == "LESSONS_DATA is 'ful'; it can be full, sample or auto."


def test_empty_setting_means_auto(tiny, full_is, monkeypatch):
    from lessons_lib.data import cache

    monkeypatch.setenv("LESSONS_DATA", "")
    cache.store(tiny.data, tiny.arrays)
    full_is("cifar10", tiny.data)
    assert len(load_cifar10()[0][0]) == 20


def test_importing_costs_no_heavy_package(root):
    probe = (
        "import sys, lessons_lib.data; lessons_lib.data.data_size(); "
        "print([m for m in ('keras', 'tensorflow', 'PIL', 'requests', 'tqdm') "
        "if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
