"""Stop a cell that still has a blank, with a sentence in place of a traceback."""

import io
import sys
import tokenize

from lessons_lib.challenges import HOLE


class BlankError(Exception):
    """A cell was run before its blanks were filled."""

    def _render_traceback_(self):
        return [f"{type(self).__name__}: {self}"]


def _lines_with_holes(lines):
    """Give the numbers of the lines that hold a blank as code."""
    numbers = []
    try:
        for token in tokenize.generate_tokens(io.StringIO("".join(lines)).readline):
            if token.type == tokenize.NAME and token.string == HOLE:
                numbers.append(token.start[0])
    except (tokenize.TokenError, SyntaxError):
        # Unbalanced brackets end the search; Python's own message says more about them.
        pass
    return numbers


def refuse_blanks(lines):
    """Let a cell pass if it has no blank left.

    A transformation of input lines, as IPython wants it. It runs before
    anything of the cell does, so that a half-filled cell changes nothing, and
    ``____`` is never assigned to, which would disarm every later blank.

    Parameters
    ----------
    lines : list of str
        The cell, with line ends.

    Returns
    -------
    list of str
        The same lines.

    Raises
    ------
    BlankError
        If ``____`` is left somewhere in the code.
    """
    numbers = _lines_with_holes(lines)
    if not numbers:
        return lines
    line = lines[numbers[0] - 1].strip()
    more = "" if len(numbers) == 1 else f" (and {len(numbers) - 1} more)"
    raise BlankError(
        f"There is a blank left in line {numbers[0]}{more}: {line} \n"
        "Fill it and run the cell again."
    )


# IPython asks transformations also while you type, unless they say this.
refuse_blanks.has_side_effects = True


def watch_notebook():
    """Refuse blanks in the notebook that is running; elsewhere do nothing."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None and refuse_blanks not in shell.input_transformers_cleanup:
        shell.input_transformers_cleanup.append(refuse_blanks)
