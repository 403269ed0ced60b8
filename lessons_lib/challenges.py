"""The matcher: a blank is its solution with holes, and this proves it.

Blank and solution are compared token by token, so layout doesn't count.
Comments do: where whole blocks are holes, the comments between them are what
keeps the holes apart.
"""

import io
import tokenize
from dataclasses import dataclass

HOLE = "____"

_BRACKETS = {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}
_INDENT, _DEDENT, _LINE_END = "indent", "dedent", "end of line"


class BlankMismatch(ValueError):
    """The blank is not the solution with holes, or it is so in several ways."""


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    start: tuple
    end: tuple

    def same_as(self, other):
        return (self.kind, self.text) == (other.kind, other.text)

    def __str__(self):
        return f"`{self.text}`" if self.text else f"the {self.kind}"


def match(blank, solution):
    """Find what fills each hole of a blank.

    Parameters
    ----------
    blank : str
        Python source with ``____`` for each hole: an expression, several
        arguments, a name, a left-hand side, or, where it stands on a line of
        its own, one or more lines.
    solution : str
        Python source.

    Returns
    -------
    list of str
        The text of each hole, in order.

    Raises
    ------
    BlankMismatch
        If the two part somewhere outside of the holes, if the holes can be
        filled in more than one way, or if a bracket or a string has no end.

    Examples
    --------
    >>> match("y = f(____)(x)", "y = f(units=64, activation='relu')(x)")
    ["units=64, activation='relu'"]
    """
    search = _Search(_tokens(blank), _tokens(solution))
    ways = search.first_two_ways()
    if not ways:
        raise BlankMismatch(search.parting())
    if len(ways) > 1:
        number = next(
            number for number, (one, other) in enumerate(zip(*ways, strict=True), 1)
            if one != other
        )  # fmt: skip
        raise BlankMismatch(
            f"Hole {number} of the blank can be filled in more than one way."
        )
    return [_text(solution, search.solution[start:end]) for start, end in ways[0]]


def fill(blank, fills):
    r"""Put texts into the holes of a blank.

    Parameters
    ----------
    blank : str
    fills : sequence of str
        One text for each hole, in order, as :func:`match` gives them.

    Returns
    -------
    str
        The blank without holes. Lines of a block are indented as their hole is.

    Raises
    ------
    ValueError
        If there are more or fewer texts than holes.

    Examples
    --------
    >>> print(fill("if ready:\n    ____", ["start()\nwait()"]))
    if ready:
        start()
        wait()
    """
    holes = [token for token in _tokens(blank) if _is_hole(token)]
    if len(holes) != len(fills):
        raise ValueError(
            f"The blank has {len(holes)} holes, and there are {len(fills)} texts."
        )
    lines = blank.splitlines()
    # From the last to the first, so that positions stay what they were.
    for hole, text in zip(reversed(holes), reversed(fills), strict=True):
        row, column = hole.start[0] - 1, hole.start[1]
        line = lines[row]
        if line.strip() == HOLE:
            text = text.replace("\n", "\n" + line[:column])
        lines[row] = line[:column] + text + line[hole.end[1] :]
    return "\n".join(lines)


def _is_hole(token):
    return token.kind == "NAME" and token.text == HOLE


def _tokens(source):
    """Cut source into tokens, with indentation worked out for comment lines, too."""
    try:
        raw = list(tokenize.generate_tokens(io.StringIO(source + "\n").readline))
    except (tokenize.TokenError, SyntaxError) as error:
        raise BlankMismatch(f"This can't be read as Python: {error.args[0]}.") from error
    found, indents, at_line_start, depth = [], [0], True, 0
    for token in raw:
        kind = tokenize.tok_name[token.type]
        if kind in ("NL", "INDENT", "DEDENT", "ENDMARKER"):
            # Python puts a comment before the dedent that it stands behind, so the
            # columns tell the indentation.
            continue
        if kind == "NEWLINE":
            found.append(_Token(_LINE_END, "", token.start, token.end))
            at_line_start = True
            continue
        if depth == 0 and (at_line_start or token.line.lstrip().startswith("#")):
            column = token.start[1]
            if column > indents[-1]:
                indents.append(column)
                found.append(_Token(_INDENT, "", token.start, token.start))
            while column < indents[-1]:
                indents.pop()
                _close_block(found)
        depth += _BRACKETS.get(token.string, 0) if kind == "OP" else 0
        # A comment on a line of its own leaves us where a line may start.
        at_line_start = at_line_start and kind == "COMMENT"
        found.append(_Token(kind, token.string, token.start, token.end))
    for _ in indents[1:]:
        _close_block(found)
    return found


def _close_block(tokens):
    """Add a dedent before the last end of a line, so that a hole can take whole blocks."""
    at = max(index for index, token in enumerate(tokens) if token.kind == _LINE_END)
    tokens.insert(at, _Token(_DEDENT, "", tokens[at].start, tokens[at].start))


def _text(source, tokens):
    """Give the source of some tokens; the lines of a block lose its indentation."""
    tokens = [token for token in tokens if token.text]
    (first_row, column), (last_row, last_column) = tokens[0].start, tokens[-1].end
    lines = source.splitlines()[first_row - 1 : last_row]
    lines[-1] = lines[-1][:last_column]
    starts_line = not lines[0][:column].strip()
    lines[0] = lines[0][column:]
    if starts_line:
        lines[1:] = [
            line[column:] if not line[:column].strip() else line for line in lines[1:]
        ]
    return "\n".join(lines)


class _Search:
    """Try all ways to fill the holes, from the first to the last."""

    def __init__(self, blank, solution):
        self.blank, self.solution = blank, solution
        self._impossible = set()
        # How far into the solution any attempt came, and the place in the blank.
        self._farthest = (0, 0)

    def first_two_ways(self):
        """List at most two ways: two are enough to know that there are several."""
        ways = []
        for way in self._ways(0, 0):
            if way not in ways:
                ways.append(way)
            if len(ways) == 2:
                break
        return ways

    def parting(self):
        """Say where blank and solution part."""
        at_solution, at_blank = self._farthest
        places = []
        for name, tokens, at in (
            ("blank", self.blank, at_blank),
            ("solution", self.solution, at_solution),
        ):
            there = tokens[at] if at < len(tokens) else None
            row = there.start[0] if there else tokens[-1].end[0] if tokens else 1
            places.append(f"line {row} of the {name} has {there or 'its end'}")
        return f"Blank and solution part: {places[0]}, where {places[1]}."

    def _ways(self, i, j):
        """Yield each way to match the rest of both, as a list of (start, end)."""
        at = (i, j)
        if at in self._impossible:
            return
        while i < len(self.blank) and not _is_hole(self.blank[i]):
            if j == len(self.solution) or not self.blank[i].same_as(self.solution[j]):
                self._farthest = max(self._farthest, (j, i))
                self._impossible.add(at)
                return
            i, j = i + 1, j + 1
        if i == len(self.blank):
            if j == len(self.solution):
                yield []
                return
            self._farthest = max(self._farthest, (j, i))
            self._impossible.add(at)
            return
        possible = False
        for end in self._ends(i, j):
            for rest in self._ways(i + 1, end):
                possible = True
                yield [(j, end), *rest]
        if not possible:
            self._farthest = max(self._farthest, (j, i))
            self._impossible.add(at)

    def _ends(self, i, start):
        """Yield where the fill of the hole at ``i`` may end: never within brackets."""
        whole_lines = self._is_alone_on_its_line(i)
        brackets = blocks = 0
        for end in range(start, len(self.solution)):
            token = self.solution[end]
            if token.kind in (_LINE_END, _INDENT, _DEDENT) and not whole_lines:
                return
            brackets += _BRACKETS.get(token.text, 0) if token.kind == "OP" else 0
            blocks += {_INDENT: 1, _DEDENT: -1}.get(token.kind, 0)
            if brackets < 0 or blocks < 0:
                return
            complete = token.kind not in ("COMMENT", _LINE_END, _INDENT)
            if complete and brackets == blocks == 0:
                yield end + 1

    def _is_alone_on_its_line(self, i):
        before = self.blank[i - 1].kind if i else _LINE_END
        after = self.blank[i + 1].kind if i + 1 < len(self.blank) else _LINE_END
        starts = before in (_LINE_END, _INDENT, _DEDENT, "COMMENT")
        return starts and after in (_LINE_END, _DEDENT)
