"""Parts and chapters of the book, in the order of ``_toc.yml``."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Chapter:
    """A page of the website; the contents may call it by another title than its own."""

    page: str
    title: str | None = None


@dataclass(frozen=True)
class Part:
    """Chapters under one caption."""

    caption: str
    chapters: tuple[Chapter, ...]


def read_contents(root):
    """Read what the book consists of.

    Parameters
    ----------
    root : path-like
        The folder that holds ``_toc.yml``.

    Returns
    -------
    Chapter
        The start page, which belongs to no part.
    tuple of Part
    """
    import yaml

    toc = yaml.safe_load((Path(root) / "_toc.yml").read_text(encoding="utf-8"))
    parts = tuple(
        Part(
            part["caption"],
            tuple(Chapter(entry["file"], entry.get("title")) for entry in part["chapters"]),
        )
        for part in toc["parts"]
    )
    return Chapter(toc["root"]), parts
