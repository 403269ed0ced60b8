"""What a check says, and how it is shown in a notebook."""

import html
import re
import sys
from dataclasses import dataclass

# A symbol and a word carry the meaning; the color only repeats it.
_SIGNS = {
    "right": ("✓", "Right.", "#1a7f37"),
    "wrong": ("✗", "Not yet.", "#cf222e"),
    "open": ("○", "Not filled yet.", "#6e7781"),
    "given up": ("○", "Given up.", "#6e7781"),
}

# Graders read this instead of the words.
MIME_TYPE = "application/vnd.lessons.check+json"


@dataclass(frozen=True)
class Verdict:
    """The answer of a check.

    Attributes
    ----------
    challenge : str
        Name of the challenge, e.g. ``input_layer``.
    state : {"right", "wrong", "open", "given up"}
    message : str
        One or two sentences about this answer. Code stands between backticks.
    """

    challenge: str
    state: str
    message: str

    def __str__(self):
        sign, word, _ = _SIGNS[self.state]
        return f"{sign} {self.challenge}: {word} {self.message}"

    def _repr_mimebundle_(self, include=None, exclude=None):
        sign, word, color = _SIGNS[self.state]
        words = f"<strong>{sign} {word}</strong> {with_code(self.message)}"
        return {
            "text/plain": str(self),
            "text/html": f'<div style="border-left: 0.3em solid {color}; '
            f'padding: 0.3em 0.8em; margin: 0.3em 0">{words}</div>',
            MIME_TYPE: {
                "challenge": self.challenge,
                "state": self.state,
                "message": self.message,
            },
        }


def with_code(text):
    """Turn plain text with code between backticks into HTML.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
    """
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", html.escape(text, quote=False))


def show(shown):
    """Show something in the notebook, or print it where there is none.

    Parameters
    ----------
    shown : object
        With IPython's display methods and a ``str`` for everywhere else.
    """
    if in_notebook():
        from IPython.display import display

        display(shown)
    else:
        print(shown)


def in_notebook():
    """Tell whether a notebook or an IPython session runs this code.

    Returns
    -------
    bool
    """
    # Without IPython imported there is no session, and no reason to import it.
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None
