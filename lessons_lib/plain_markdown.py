"""Turn the site's Markdown (MyST) into what every notebook program shows.

JupyterLab, Colab and GitHub know neither directives nor roles. Each has a plain
counterpart here; one that has none is an error, so that no half-converted text
slips through.
"""

import functools
import re
from pathlib import Path

REFERENCES = Path(__file__).resolve().parent.parent / "book" / "references.bib"

# What the title of such a box is, where the author gave none.
BOXES = {"admonition": None, "note": "Note", "tip": "Tip", "warning": "Warning"}

_CODE_BLOCK = re.compile(r"(^(`{3,})(?!\{)[^\n]*\n.*?^\2[ \t]*$)", re.MULTILINE | re.DOTALL)
_DIRECTIVE = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{(?P<name>[\w-]+)\}[ \t]*(?P<argument>[^\n]*)\n"
    r"(?P<body>.*?)^(?P=fence)[ \t]*$",
    re.MULTILINE | re.DOTALL,
)
_OPTION = re.compile(r"^:([\w-]+):[ \t]*(.*)\n?", re.MULTILINE)
_ROLE = re.compile(r"\{(?P<name>[a-z:]+)\}`(?P<text>[^`]*)`")
_LABEL = re.compile(r"^\([\w-]+\)=\n", re.MULTILINE)
_SUMMARY = re.compile(r"<summary>(.*?)</summary>")
_LINK_IN_PAGE = re.compile(r"(?<!!)\[([^\]]+)\]\(#[^)]*\)")


def plain(markdown, figures):
    """Convert MyST Markdown into plain Markdown.

    Parameters
    ----------
    markdown : str
    figures : str
        Path of the folder of the figures from where the text will lie.

    Returns
    -------
    str
        The same text: boxes as block quotes, figures as pictures with their
        captions, terms as words, citations as author and year. Code blocks stay
        as they are.

    Raises
    ------
    ValueError
        If a directive or role has no plain counterpart, or a citation no entry.

    Examples
    --------
    >>> plain("A {term}`kernels <kernel>` slides.", "figures")
    'A kernels slides.'
    """
    # Every third part is a code block, the part after it only its fence.
    parts = _CODE_BLOCK.split(markdown)
    parts[::3] = [_plain_prose(part, figures) for part in parts[::3]]
    del parts[2::3]
    return "".join(parts).strip("\n")


def _plain_prose(prose, figures):
    prose = _LABEL.sub("", prose)
    prose = _DIRECTIVE.sub(lambda found: _plain_directive(found, figures), prose)
    left = re.search(r"^(?::{3,}|`{3,})\{[\w-]+\}", prose, re.MULTILINE)
    if left:
        raise ValueError(f"The directive {left[0]} has no end.")
    prose = _LINK_IN_PAGE.sub(r"\1", prose)
    # JupyterLab's styles may leave out the triangle that tells it.
    prose = _SUMMARY.sub(r"<summary>\1 (click to open)</summary>", prose)
    return _ROLE.sub(_plain_role, prose)


def _plain_directive(found, figures):
    name, argument = found["name"], found["argument"].strip()
    options = dict(_OPTION.findall(found["body"]))
    body = _OPTION.sub("", found["body"]).strip("\n")
    if name == "figure":
        alt = options["alt"].replace("[", r"\[").replace("]", r"\]")
        picture = f"![{alt}]({figures}/{Path(argument).name})"
        return f"{picture}\n\n*{body}*" if body else picture
    if name in BOXES:
        text = f"**{argument or BOXES[name]}**\n\n{body}"
        return "\n".join(f"> {line}".rstrip() for line in text.split("\n"))
    raise ValueError(f"The directive {{{name}}} has no plain counterpart yet.")


def _plain_role(found):
    name, text = found["name"], found["text"]
    if name == "term":
        return re.sub(r"\s*<[^>]*>$", "", text)
    if name == "cite":
        return f"({'; '.join(_reference(key, '{}, {}') for key in text.split(','))})"
    if name == "cite:t":
        return ", ".join(_reference(key, "{} ({})") for key in text.split(","))
    raise ValueError(f"The role {{{name}}} has no plain counterpart yet.")


def _reference(key, form):
    """Write a citation with author and year, linked where the entry says to what."""
    entry = _entries().get(key.strip())
    if entry is None:
        raise ValueError(f"There is no entry {key.strip()} in {REFERENCES.name}.")
    names = [" ".join(person.last_names) for person in entry.persons["author"]]
    authors = names[0] if len(names) == 1 else " and ".join(names)
    if len(names) > 2:
        authors = f"{names[0]} et al."
    text = form.format(re.sub(r"[{}]", "", authors), entry.fields["year"])
    doi, url = entry.fields.get("doi"), entry.fields.get("url")
    address = f"https://doi.org/{doi}" if doi else url
    return f"[{text}]({address})" if address else text


@functools.cache
def _entries():
    from pybtex.database import parse_file

    return parse_file(REFERENCES).entries
