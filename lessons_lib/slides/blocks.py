"""What is shown of a notebook on slides: its sections, and the blocks in each."""

import re
from copy import deepcopy
from dataclasses import dataclass, field, replace

from nbconvert.preprocessors import CoalesceStreamsPreprocessor

from lessons_lib import notebooks
from lessons_lib.mistakes import known_mistakes
from lessons_lib.notebooks import tags
from lessons_lib.plain_markdown import plain
from lessons_lib.slides.prose import blocks_of, items_of, lead

COURSE = "Image classification with convolutional neural networks"

# Seen from the folder book/, where the exporter looks for pictures.
FIGURES = "figures"

# The instructors' pages have them all.
MISTAKES_IN_NOTES = 6

HIDDEN = {"setup", "claim", "check", "remove-cell"}

_OVERVIEW = re.compile(
    r":::\{admonition\} Overview\n:class: overview\n(.*?)\n:::", re.DOTALL
)
_FOLD = re.compile(r"<details>\s*<summary>(.*?)</summary>\s*(.*?)\s*</details>", re.DOTALL)
_EPISODE_LINK = re.compile(r"\]\((\d\d-[\w-]+)\.ipynb(?:#[\w-]*)?\)")
_CAPTION = re.compile(r"\*[^*].*[^*]\*", re.DOTALL)


@dataclass(frozen=True)
class Block:
    """Something that stays together on a slide.

    Attributes
    ----------
    kind : {"paragraph", "list", "table", "quote", "formula", "picture", "code", "output"}
    source : str
        Markdown; code stands in a fence.
    output : nbformat.NotebookNode or None
        What a cell showed.
    alt : str
        What a picture among the outputs shows, in words.
    notes : str
        What is left to say, as Markdown.
    scale : float
        How large code is written, compared with other code.
    """

    kind: str
    source: str = ""
    output: object = None
    alt: str = ""
    notes: str = ""
    scale: float = 1.0


@dataclass
class Section:
    """A heading and what stands below it.

    Attributes
    ----------
    level : int
        As in HTML: 1 is the title of the episode.
    title : str
    blocks : list of Block
    notes : str
        For the speaker, as Markdown.
    again : bool
        Whether it goes on with a section that something else has interrupted.
    """

    level: int
    title: str
    blocks: list = field(default_factory=list)
    notes: str = ""
    again: bool = False


def sections_of(notebook, label):
    """Read the sections of a canonical notebook, without claims, checks and set-up.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
        It is left as it is.
    label : str
        What stands under the title, such as ``"Episode 3"``.

    Returns
    -------
    list of Section
        A challenge is one, its hints and its solution are one each.

    Raises
    ------
    ValueError
        If a cell's Markdown has no plain counterpart.
    """
    notebook, _ = CoalesceStreamsPreprocessor().preprocess(deepcopy(notebook), {})
    challenges = iter(notebooks.challenges(notebook))
    sections = [Section(1, "")]
    for cell in notebook.cells:
        if "challenge" in tags(cell):
            before = sections[-1]
            sections += _challenge_sections(next(challenges))
            sections.append(Section(before.level, before.title, again=True))
        elif HIDDEN & tags(cell) or "solution" in tags(cell):
            continue
        elif cell.cell_type == "markdown":
            _add_markdown(sections, _plain(cell.source))
        else:
            sections[-1].blocks += _code_blocks(cell)
    sections = [part for part in sections if part.title and (part.blocks or not part.again)]
    sections[0].blocks.append(Block("paragraph", f"{label} of *{COURSE}*"))
    return sections


def _plain(markdown):
    """Turn MyST plain, unfold what is folded, and link other episodes' slides."""
    markdown = _OVERVIEW.sub(r"## Overview\n\n\1\n\n", markdown)
    markdown = _FOLD.sub(r"**\1**\n\n\2\n", markdown)
    return _EPISODE_LINK.sub(r"](\1.html)", plain(markdown, FIGURES))


def _add_markdown(sections, markdown):
    """Deal blocks of Markdown out to the last section, and open one at each heading."""
    for kind, source in blocks_of(markdown):
        if kind == "heading":
            marks, title = source.split(" ", 1)
            sections.append(Section(len(marks), title.strip()))
            continue
        blocks = sections[-1].blocks
        if blocks and blocks[-1].kind == "picture" and _CAPTION.fullmatch(source):
            blocks[-1] = replace(blocks[-1], source=f"{blocks[-1].source}\n\n{source}")
        else:
            blocks.append(_at_a_glance(kind, source))


def _at_a_glance(kind, source):
    """Cut long paragraphs; what is cut off is in the notes."""
    if kind == "paragraph":
        shown = lead(source)
        return Block(kind, shown, notes="" if shown == source else source)
    if kind == "list":
        items = items_of(source)
        shown = [lead(item) for item in items]
        whole = [item for item, start in zip(items, shown, strict=True) if item != start]
        return Block(kind, "\n".join(shown), notes="\n\n".join(whole))
    return Block(kind, source)


def _whole(markdown):
    return [Block(kind, source) for kind, source in blocks_of(_plain(markdown))]


def _code_blocks(cell):
    alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
    outputs = [Block("output", output=output, alt=alt) for output in cell.outputs]
    return [Block("code", f"```python\n{cell.source}\n```"), *outputs]


def _challenge_sections(challenge):
    """Task and blank, then the hints, then the solution."""
    heading, *task = _whole(challenge.task.split("<details>", 1)[0])
    title = heading.source.removeprefix("### ")
    sections = [Section(3, title, task, notes=_mistakes(challenge.name))]
    hints = [f"**Hint {number}.** {hint}" for number, hint in enumerate(challenge.hints, 1)]
    if hints:
        sections.append(Section(4, f"Hints: {_short(title)}", _whole("\n\n".join(hints))))
    solution = []
    for cell in challenge.solution:
        if cell.cell_type == "code":
            solution += _code_blocks(cell)
        else:
            solution += _whole(_FOLD.sub(r"\2", cell.source))
    return [*sections, Section(4, f"Solution: {_short(title)}", solution)]


def _short(title):
    return title.removeprefix("Challenge: ")


def _mistakes(name):
    """List what goes wrong first in a challenge, and what its check says to it."""
    known = known_mistakes().get(name, ())[:MISTAKES_IN_NOTES]
    if not known:
        return ""
    lines = [f"- *{one.mistake}.* The check: {one.says}" for one in known]
    return "\n".join(["**What goes wrong**", "", *lines])
