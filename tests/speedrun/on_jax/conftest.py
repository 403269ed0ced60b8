from dataclasses import replace

import numpy as np
import pytest


@pytest.fixture(autouse=True, scope="session")
def keras_runs_on_jax():
    import keras

    if keras.backend.backend() != "jax":
        pytest.skip("Keras runs on another backend here; `test-jax` runs this")


@pytest.fixture(scope="session")
def tiny():
    """A recipe that takes next to nothing, with everything that the full one has."""
    from lessons_lib.speedrun.recipe import MINIATURE

    return replace(
        MINIATURE, widths=(8, 16, 16), epochs=3, batch_size=16, whitening_bias_epochs=1
    )


@pytest.fixture(scope="session")
def noise():
    """Pictures without meaning, and labels; 90 fill five batches of 16 and a part."""
    from lessons_lib.speedrun.measuring import Pictures

    random = np.random.default_rng(0)

    def some(n):
        images = random.integers(0, 256, size=(n, 32, 32, 3), dtype=np.uint8)
        return images, random.integers(0, 10, size=n).astype(np.int32)

    import jax

    return jax.device_put(Pictures(*some(90), *some(30)))


@pytest.fixture(scope="session")
def programs(tiny, noise):
    from lessons_lib.speedrun.measuring import compiled

    return compiled(tiny, noise)
