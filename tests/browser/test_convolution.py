"""The script's convolution against the course's NumPy functions and against Keras."""

import json
import subprocess
from pathlib import Path

import numpy as np
import pytest
from playwright._impl._driver import compute_driver_executable

from lessons_lib.convolution import conv2d, max_pool, relu

NODE = compute_driver_executable()[0]
SCRIPT = Path(__file__).parent / "scripts" / "correlate.js"
CASES = 60


@pytest.fixture(scope="module")
def cases():
    """Pictures and kernels of all shapes and signs, every stride and padding."""
    rng = np.random.default_rng(3)
    found = []
    for number in range(CASES):
        height, width = rng.integers(8, 24, size=2)
        sides = (3, 3) if number % 2 else rng.integers(1, 6, size=2)
        found.append(
            {
                "picture": rng.integers(0, 256, size=(height, width)).tolist(),
                "kernel": rng.normal(scale=2, size=sides).round(3).tolist(),
                "stride": 1 + number % 4,
                "padding": ["valid", "same"][number // 4 % 2],
            }
        )
    return found


@pytest.fixture(scope="module")
def maps(cases):
    """What the script makes of each case: sums, after ReLU, after pooling."""
    done = subprocess.run(
        [NODE, SCRIPT], input=json.dumps(cases), check=True, capture_output=True, text=True
    )
    return [
        [np.reshape(one["values"], (one["height"], one["width"])) for one in steps]
        for steps in json.loads(done.stdout)
    ]


def arrays(case):
    picture, kernel = np.array(case["picture"], float), np.array(case["kernel"])
    return picture[np.newaxis, :, :, np.newaxis], kernel[:, :, np.newaxis, np.newaxis]


def pooled(map_):
    """Pool as the script does, which gives an empty map where no window fits."""
    if min(map_.shape[1:3]) < 2:
        return np.zeros((1, map_.shape[1] // 2, map_.shape[2] // 2, 1))
    return max_pool(map_)


def test_every_step_is_that_of_the_course_s_functions(cases, maps):
    for case, (sums, active, last) in zip(cases, maps, strict=True):
        picture, kernel = arrays(case)
        expected = conv2d(picture, kernel, np.zeros(1), case["stride"], case["padding"])
        np.testing.assert_allclose(sums, expected[0, :, :, 0], atol=1e-9)
        np.testing.assert_allclose(active, relu(expected)[0, :, :, 0], atol=1e-9)
        np.testing.assert_allclose(last, pooled(relu(expected))[0, :, :, 0], atol=1e-9)


def test_the_sums_are_those_of_keras(cases, maps):
    from keras import layers, ops

    for case, (sums, _, _) in zip(cases, maps, strict=True):
        picture, kernel = arrays(case)
        layer = layers.Conv2D(
            1, kernel.shape[:2], case["stride"], case["padding"], dtype="float32"
        )
        layer.build(picture.shape)
        layer.set_weights([kernel, np.zeros(1)])
        expected = ops.convert_to_numpy(layer(picture.astype("float32")))
        np.testing.assert_allclose(sums, expected[0, :, :, 0], atol=5e-3)
