"""Fresh interpreters, since TensorFlow is started once in a process."""

import importlib.util
import os
import subprocess
import sys

import pytest

needs_tensorflow = pytest.mark.skipif(
    importlib.util.find_spec("tensorflow") is None,
    reason="this environment has no TensorFlow",
)


def run(code, **variables):
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**os.environ, "KERAS_BACKEND": "tensorflow", **variables},
        check=False,
    )


@needs_tensorflow
def test_keras_starts_without_a_word():
    result = run(
        "import lessons_lib, keras, numpy\n"
        "model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
        "model.predict(numpy.zeros((1, 2)), verbose=0)"
    )
    assert (result.returncode, result.stderr) == (0, "")


@needs_tensorflow
def test_what_is_written_later_is_seen():
    result = run("import lessons_lib, keras, os; os.write(2, b'heard')")
    assert result.stderr == "heard"


@needs_tensorflow
def test_many_networks_one_after_another_are_no_reason_to_warn():
    result = run(
        "import lessons_lib, keras, numpy\n"
        "for _ in range(8):\n"
        "    model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(1)])\n"
        "    model.predict(numpy.zeros((1, 2)), verbose=0)"
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_a_progress_bar_does_not_ask_for_ipywidgets_and_warns_of_all_else():
    result = run(
        "import lessons_lib, warnings\n"
        "from tqdm import TqdmWarning\n"
        "warnings.warn('IProgress not found. Please update.', TqdmWarning)\n"
        "warnings.warn('something else', TqdmWarning)"
    )
    assert "something else" in result.stderr
    assert "IProgress" not in result.stderr


@needs_tensorflow
def test_the_batches_that_keras_makes_of_arrays_are_not_tuned():
    result = run(
        "import lessons_lib, keras, numpy\n"
        "from keras.src.trainers.data_adapters.array_data_adapter import ArrayDataAdapter\n"
        "batches = ArrayDataAdapter(numpy.zeros((4, 2))).get_tf_dataset()\n"
        "print(batches.options().autotune.enabled)"
    )
    assert result.stdout == "False\n"


@needs_tensorflow
def test_whoever_asks_for_the_tuning_gets_it():
    result = run(
        "import lessons_lib, tensorflow as tf\n"
        "options = tf.data.Options()\n"
        "options.autotune.enabled = True\n"
        "print(tf.data.Dataset.range(3).with_options(options).options().autotune.enabled)"
    )
    assert result.stdout == "True\n"


def test_an_import_that_fails_is_heard(tmp_path):
    (tmp_path / "tensorflow.py").write_text(
        "import os\nos.write(2, b'noise')\nraise ImportError('broken')"
    )
    result = run("import lessons_lib, tensorflow", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "noise" in result.stderr
    assert "broken" in result.stderr


@pytest.mark.parametrize(
    "heavy", ["keras", "tensorflow", "jax", "torch", "matplotlib", "sklearn"]
)
def test_nothing_heavy_is_imported(heavy):
    light = "import sys, lessons_lib, lessons_lib.data, lessons_lib.claims"
    assert run(f"{light}; print({heavy!r} in sys.modules)").stdout == "False\n"
