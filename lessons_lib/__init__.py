"""The reusable functions of the course, and the commands that build it.

Import what an episode needs from the module that teaches it::

    from lessons_lib.data import load_cifar10
    from lessons_lib.models import create_model_intro

Importing the package costs milliseconds: TensorFlow, JAX and PyTorch are only
loaded by the modules that need them. It has side effects on what is imported later:
messages to developers stay out of the notebook (see :mod:`lessons_lib.quiet`), no epoch
waits for TensorFlow's tuning of pipelines (see :mod:`lessons_lib.untuned`), and no first
step for a second tracing (see :mod:`lessons_lib.traced_once`). And a cell of the notebook
that still has a blank is not run (see :mod:`lessons_lib.blanks`).
"""

from lessons_lib.blanks import watch_notebook
from lessons_lib.quiet import silence_progress_bars, silence_tensorflow_import
from lessons_lib.traced_once import trace_trainings_once

__version__ = "1.0.0"

silence_tensorflow_import()
silence_progress_bars()
trace_trainings_once()
watch_notebook()
