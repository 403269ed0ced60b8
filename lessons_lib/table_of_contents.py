"""Parts, chapters and pages of the course's website, in the order of ``_toc.yml``."""

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


@dataclass(frozen=True)
class Contents:
    """All that the website consists of; the start page belongs to no part."""

    start: Chapter
    parts: tuple[Part, ...]

    @property
    def chapters(self):
        """The chapters of all parts, a list of Chapter."""
        return [chapter for part in self.parts for chapter in part.chapters]

    @property
    def pages(self):
        """All pages, the start page first: paths without a suffix, a list of str."""
        return [self.start.page, *(chapter.page for chapter in self.chapters)]


def read_contents(root):
    """Read what the website consists of.

    Parameters
    ----------
    root : path-like
        The folder that holds ``_toc.yml``.

    Returns
    -------
    Contents
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
    return Contents(Chapter(toc["root"]), parts)
