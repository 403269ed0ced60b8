"""The one way in which a model is refused."""


class WebModelError(Exception):
    """A model can't be handed to a web page; the text is one sentence for people."""
