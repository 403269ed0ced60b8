"""Keep messages to developers out of the notebooks: TensorFlow's and tqdm's.

TensorFlow writes to file descriptor 2 from C++ before its own logging can be
configured, so ``TF_CPP_MIN_LOG_LEVEL`` does not stop all of it. Turning oneDNN
off does, at half the speed. So we point the descriptor elsewhere, but only
while TensorFlow is being imported, and show what was written if that fails.
"""

import contextlib
import os
import sys
import tempfile
import warnings

from lessons_lib.untuned import switch_autotuning_off
from lessons_lib.when_imported import when_imported


@contextlib.contextmanager
def stderr_held_back():
    """Hold back what is written to file descriptor 2; show it after an error."""
    sys.stderr.flush()
    keep = os.dup(2)
    with tempfile.TemporaryFile() as held_back:
        os.dup2(held_back.fileno(), 2)
        try:
            yield
        except BaseException:
            os.dup2(keep, 2)
            held_back.seek(0)
            os.write(2, held_back.read())
            raise
        finally:
            os.dup2(keep, 2)
            os.close(keep)


def _set_up(tensorflow):
    # It warns when it translates many functions anew. A lesson that compares many
    # networks does that on purpose.
    tensorflow.get_logger().setLevel("ERROR")
    switch_autotuning_off(tensorflow)


def silence_tensorflow_import():
    """Make a later ``import tensorflow`` (also by Keras) write nothing.

    What :mod:`lessons_lib.untuned` sets is set on the same occasion.
    Calling it again, or when TensorFlow is already imported or not installed,
    changes nothing.
    """
    # Its C++ side logs at this level. 3 is fatal only: what goes wrong reaches Python as
    # an exception anyway, and level 2 lets the graph optimizer grumble about leaky ReLU.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    when_imported("tensorflow", _set_up, within=stderr_held_back)


def silence_progress_bars():
    """Make tqdm, which comes with pooch and Optuna, draw with characters without a warning.

    It misses ipywidgets, for which the course has no other use.
    """
    warnings.filterwarnings("ignore", message="IProgress not found")
