"""What a web page needs to compute a trained model itself: no Keras, no server.

The modules: ``chain`` walks a model from its input to its output, ``layers`` describes
each layer on the way, ``document`` puts all of it into one script, ``samples`` the
pictures to try it on. What can't be handed over is refused with a `WebModelError`.
"""

from lessons_lib.web_model.document import model_script
from lessons_lib.web_model.refusal import WebModelError
from lessons_lib.web_model.samples import samples_script

__all__ = ["WebModelError", "model_script", "samples_script"]
