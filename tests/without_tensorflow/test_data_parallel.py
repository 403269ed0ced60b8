"""The page's example of training on several devices, on CPUs that XLA makes of one."""

import os
import re
import subprocess
import sys

import numpy as np
import pytest

PAGE = "book/reference/gpu.md"

KEEP = """
import sys, numpy as np
sharding = model.trainable_variables[0].value.sharding
np.savez(
    sys.argv[1],
    *model.get_weights(),
    loss=history.history["loss"],
    devices=len(sharding.device_set),
)
"""


def example(root):
    text = (root / PAGE).read_text(encoding="utf-8")
    [code] = [
        code
        for code in re.findall(r"^```python\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
        if "DataParallel" in code
    ]
    return code


def train(code, devices, file):
    """Run it in a process of its own, since the devices are made when JAX starts."""
    environment = {
        **os.environ,
        "KERAS_BACKEND": "jax",
        "LESSONS_DATA": "sample",
        "JAX_PLATFORMS": "cpu",
        "XLA_FLAGS": f"--xla_force_host_platform_device_count={devices}",
    }
    return subprocess.run(
        [sys.executable, "-c", code + KEEP, file],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def trained(root, tmp_path_factory):
    folder = tmp_path_factory.mktemp("trained")
    results = []
    for devices in (1, 2):
        file = folder / f"{devices}.npz"
        done = train(example(root), devices, file)
        assert done.returncode == 0, done.stderr
        results.append(dict(np.load(file)))
    return results


def test_it_trains_on_as_many_devices_as_there_are(trained):
    assert [int(result["devices"]) for result in trained] == [1, 2]


def test_two_devices_learn_what_one_learns(trained):
    """Only the order of additions differs, and every step carries that on."""
    one, two = trained
    np.testing.assert_allclose(two["loss"], one["loss"], rtol=1e-2)
    for name in one.keys() - {"loss", "devices"}:
        assert np.isclose(two[name], one[name], atol=2e-2).mean() > 0.99


def test_they_learn(trained):
    for result in trained:
        assert result["loss"][-1] < result["loss"][0] < np.log(10)


def test_a_batch_that_does_not_divide_is_refused_in_words(root, tmp_path):
    code = example(root).replace("batch_size=64", "batch_size=63")
    done = train(code, 2, tmp_path / "none.npz")
    assert done.returncode != 0
    assert "divisible" in done.stderr
