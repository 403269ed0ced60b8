"""The reusable functions of the course, and the commands that build it.

Import what an episode needs from the module that teaches it::

    from lessons_lib.data import load_cifar10
    from lessons_lib.models import create_model_intro

Importing the package costs milliseconds: TensorFlow, JAX and PyTorch are only
loaded by the modules that need them. It has three side effects: when TensorFlow or
tqdm is imported later, its messages to developers stay out of the notebook (see
:mod:`lessons_lib.quiet`) and no epoch waits for its tuning of pipelines (see
:mod:`lessons_lib.untuned`), and a cell of the notebook that still has a blank is
not run (see :mod:`lessons_lib.blanks`).
"""

from lessons_lib.blanks import watch_notebook
from lessons_lib.quiet import silence_progress_bars, silence_tensorflow_import

__version__ = "1.0.0"

silence_tensorflow_import()
silence_progress_bars()
watch_notebook()
