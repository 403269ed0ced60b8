"""Deal the blocks of a section out to slides, so that nothing overflows a screen.

Heights are estimates in pixels of a slide of 1280 × 720, by the sizes in
``template/slides.css``. They are on the safe side.
"""

import math
import re
import struct
from base64 import b64decode
from dataclasses import dataclass, field, replace
from pathlib import Path

from lessons_lib.notebooks import NOTEBOOKS

BOOK = NOTEBOOKS.parent / "book"

HEIGHT = 600  # of a slide, below a heading of one line
WIDTH = 1200

TITLE_LINE, TITLE_CHARACTERS = 44, 54

TEXT_LINE, TEXT_GAP, TEXT_CHARACTERS = 36, 14, 92
CODE_LINE, CODE_GAP = 26, 40
OUTPUT_LINE, OUTPUT_GAP, OUTPUT_CHARACTERS = 23, 20, 110
TABLE_LINE, TABLE_GAP, TABLE_CHARACTERS = 27, 14, 115
FORMULA = 90
CAPTION_LINE, CAPTION_CHARACTERS = 27, 115

# Somewhat too long code is written smaller, longer code is cut.
SMALLEST_CODE = 0.68

# How high a picture must be: a wide one, and one that is as high as wide.
SMALLEST_PICTURE = 290
SMALLEST_SQUARE = 520
LARGEST_PICTURE = 540

# Keras colors its summaries with codes for terminals.
_COLOR = re.compile(r"\x1b\[[0-9;]*m")

# What a line begins with that goes on with the statement before it.
_INSIDE = (" ", ")", "]", "}")


@dataclass
class Slide:
    """What one screen shows.

    Attributes
    ----------
    level : int
    title : str
    again : bool
        Whether an earlier slide had this title.
    blocks : list of Block
    room : int
        How high the pictures may be, in pixels.
    notes : str
        For the speaker, as Markdown.
    """

    level: int
    title: str
    again: bool
    blocks: list = field(default_factory=list)
    room: int = LARGEST_PICTURE
    notes: str = ""


def slides_of(section):
    """Lay out one section.

    Parameters
    ----------
    section : lessons_lib.slides.blocks.Section

    Returns
    -------
    list of Slide
        At least one.
    """
    slides = [Slide(section.level, section.title, section.again, notes=section.notes)]
    available = HEIGHT - TITLE_LINE * (_lines(section.title, TITLE_CHARACTERS) - 1)
    left = available
    for group in _groups(section.blocks, available):
        needed = sum(map(height, group))
        if needed > left and slides[-1].blocks:
            slides.append(Slide(section.level, section.title, True))
            left = available
        left -= needed
        slides[-1].blocks += group
    for slide in slides:
        _finish(slide, available)
    return slides


def _groups(blocks, available):
    """Put together what belongs together, as far as it fits one slide.

    A paragraph belongs to what it introduces, and an output to its code.
    """
    groups = []
    for block in (part for whole in blocks for part in _parts(whole, available)):
        before = groups[-1] if groups else []
        introduced = before and before[-1].kind == "paragraph" != block.kind
        belongs = introduced or (before and block.kind == "output")
        if belongs and sum(map(height, [*before, block])) <= available:
            before.append(block)
        else:
            groups.append([block])
    return groups


def _finish(slide, available):
    """Give the pictures the room that is left, and gather the notes."""
    pictures = [block for block in slide.blocks if is_picture(block)]
    if pictures:
        left = max(0, available - sum(map(height, slide.blocks)))
        least = min(map(_smallest, pictures))
        slide.room = min(LARGEST_PICTURE, least + left // len(pictures))
    notes = [slide.notes, *(block.notes for block in slide.blocks)]
    slide.notes = "\n\n".join(note for note in notes if note)


def height(block):
    """Estimate how high a block is.

    Parameters
    ----------
    block : Block

    Returns
    -------
    int
        In pixels. Of a picture it is the least that shows what is in it.
    """
    if is_picture(block):
        _, *caption = block.source.split("\n\n", 1)
        lines = _lines(caption[0], CAPTION_CHARACTERS) if caption else 0
        return _smallest(block) + lines * CAPTION_LINE + (1 + len(caption)) * TEXT_GAP
    if block.kind == "output":
        return _output_height(block.output)
    if block.kind == "code":
        return round(len(_code_lines(block)) * CODE_LINE * block.scale) + CODE_GAP
    if block.kind == "table":
        return _table_height(block.source)
    if block.kind == "formula":
        return FORMULA
    lines = [_lines(line, TEXT_CHARACTERS) for line in block.source.split("\n") if line]
    return sum(lines) * TEXT_LINE + (1 + block.source.count("\n\n")) * TEXT_GAP


def is_picture(block):
    """Tell whether a block is a picture: a figure, or one that a cell drew."""
    return block.kind == "picture" or "image/png" in (block.output or {}).get("data", {})


def _parts(block, available):
    """Cut a block that is higher than a slide at its lines; others stay whole."""
    if is_picture(block) or height(block) <= available:
        return [block]
    if block.kind == "code":
        most = (available - CODE_GAP) // CODE_LINE
        scale = most / len(_code_lines(block))
        if scale >= SMALLEST_CODE:
            return [replace(block, scale=scale)]
        chunks = _chunks(_code_lines(block), most)
        return [replace(block, source=f"```python\n{chunk}\n```") for chunk in chunks]
    if block.kind == "list":
        return [replace(block, source=item) for item in re.split(r"\n(?=\S)", block.source)]
    if block.output is not None and "text" in block.output:
        most = (available - OUTPUT_GAP) // OUTPUT_LINE
        chunks = _chunks(block.output.text.rstrip("\n").split("\n"), most)
        return [
            replace(block, output=type(block.output)(block.output, text=chunk))
            for chunk in chunks
        ]
    return [block]


def _code_lines(block):
    return block.source.split("\n")[1:-1]


def _chunks(lines, most):
    """Cut lines into texts of at most so many, where a statement begins if there is one."""
    chunks = []
    while len(lines) > most:
        begins = [at for at in range(most // 2, most + 1) if lines[at][:1] not in _INSIDE]
        end = begins[-1] if begins else most
        chunks.append("\n".join(lines[:end]).rstrip("\n"))
        lines = lines[end:]
        while not lines[0].strip():
            lines = lines[1:]
    return [*chunks, "\n".join(lines)]


def _lines(text, characters):
    text = re.sub(r"\]\([^)]*\)", "", text)
    return max(1, math.ceil(len(text) / characters))


def _output_height(output):
    data = output.get("data", {})
    html = data.get("text/html", "")
    if "<table" in html:
        return html.count("<tr") * TABLE_LINE + OUTPUT_GAP
    text = _COLOR.sub("", output.get("text") or data.get("text/plain", ""))
    lines = [_lines(line, OUTPUT_CHARACTERS) for line in text.rstrip("\n").split("\n")]
    return sum(lines) * OUTPUT_LINE + OUTPUT_GAP


def _table_height(source):
    """Estimate a table's height, with columns as wide as their longest cells want."""
    rows = [
        [re.sub(r"\]\([^)]*\)", "", cell.strip()) for cell in line.strip("| ").split("|")]
        for line in source.split("\n")
    ]
    wanted = [
        max(len(row[at]) for row in rows if at < len(row)) for at in range(len(rows[0]))
    ]
    wanted = [max(one, 8) for one in wanted]
    share = min(1, TABLE_CHARACTERS / sum(wanted))
    lines = [
        max(
            math.ceil(len(cell) / max(1, want * share))
            for cell, want in zip(row, wanted, strict=False)
        )
        for row in rows
    ]
    return (sum(lines) - 1) * TABLE_LINE + len(rows) * TABLE_GAP


def _smallest(block):
    """How high a picture must be: never higher than it is drawn to fill the width."""
    width, tall = _size(block)
    steep = min(1, tall / width)
    needed = max(SMALLEST_PICTURE, round(SMALLEST_SQUARE * steep))
    return min(needed, round(WIDTH * tall / width))


def _size(block):
    """Read width and height of a PNG or of an SVG."""
    if block.kind == "output":
        start = b64decode(block.output.data["image/png"][:64])
        return struct.unpack(">II", start[16:24])
    path = BOOK / re.search(r"\]\(([^)]+)\)", block.source)[1]
    box = re.search(r'viewBox="([^"]+)"', Path(path).read_text(encoding="utf-8"))[1]
    return tuple(float(number) for number in box.split()[2:])
