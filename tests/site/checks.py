"""What must hold for the built site; each check lists what is wrong in plain sentences.

A check takes the folder of the built site, so that the same function judges the real
site and copies that were broken on purpose.
"""

import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

ELSEWHERE = re.compile(r"^(?:https?:)?//", re.IGNORECASE)
STYLE_ADDRESS = re.compile(
    r"""(?:url\(\s*|@import\s+)["']?((?:https?:)?//[^"')\s]+)""", re.I
)
SCRIPT_ADDRESS = re.compile(r"https?://(?!www\.w3\.org/)[^\s\"'`]+")
DELIVERY_NETWORK = re.compile(
    r"[\w.-]*(?:jsdelivr\.net|unpkg\.com|cdnjs\.|jupyter-widgets)[\w./@-]*"
)
# elements that make a browser fetch something without being asked
FETCHING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "iframe": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "embed": ("src",),
    "object": ("data",),
}
NOT_A_DESCRIPTION = re.compile(
    r"^(?:\S+\.\w{3,4}|image|picture|figure|plot|graph|\W*)\d*$", re.I
)


def html_pages(site):
    """Give the pages of a site, in order."""
    return sorted(
        path for path in Path(site).rglob("*.html") if "_static" not in path.parts
    )


def missing_pages(site, pages):
    """Every page of the contents is there and says something."""
    faults = []
    for page in pages:
        path = Path(site) / f"{page}.html"
        if not path.is_file():
            faults.append(f"{page}: the page is in the contents and not on the site.")
        elif len(_article(path).get_text().split()) < 20:
            faults.append(f"{page}: the page is empty.")
    return faults


def dead_links(site):
    """Every link within the site leads to a file, and to an anchor that is there."""
    faults = []
    for page in html_pages(site):
        soup = _parse(page)
        for tag, attribute in (("a", "href"), *_fetching_attributes()):
            for element in soup.find_all(tag, attrs={attribute: True}):
                fault = _dead(page, element[attribute])
                if fault:
                    faults.append(f"{_name(site, page)}: {fault}")
    return faults


def pictures_without_text(site):
    """Every picture has an alternative text that describes it."""
    faults = []
    for page in html_pages(site):
        soup = _parse(page)
        for image in soup.find_all("img"):
            text = (image.get("alt") or "").strip()
            if NOT_A_DESCRIPTION.match(text) or len(text) < 8:
                source = image.get("src", "")[:60]
                faults.append(f"{_name(site, page)}: no alternative text for {source}.")
        for drawing in soup.find_all("svg"):
            named = drawing.get("aria-label") or drawing.find("title")
            if drawing.get("aria-hidden") != "true" and not named:
                faults.append(f"{_name(site, page)}: an inline SVG has no name.")
    return faults


def heading_faults(site):
    """Every page has one heading of the first level, and no level is skipped."""
    faults = []
    for page in html_pages(site):
        article = _article(page)
        levels = [
            int(heading.name[1]) for heading in article.find_all(re.compile(r"^h[1-6]$"))
        ]
        name = _name(site, page)
        if article.name == "article" and levels.count(1) != 1:
            faults.append(
                f"{name}: {levels.count(1)} headings of the first level, not one."
            )
        for before, after in pairwise(levels):
            if after > before + 1:
                faults.append(f"{name}: a heading jumps from level {before} to {after}.")
    return faults


def language_faults(site):
    """Every page says which language it is in."""
    return [
        f"{_name(site, page)}: the page does not say that it is in English."
        for page in html_pages(site)
        if "http-equiv" not in page.read_text(encoding="utf-8")[:1000]
        and _parse(page).html.get("lang") != "en"
    ]


def unreadable_markup(site):
    """Nothing hides its own words from a screen reader, or heads a column with nothing."""
    faults = []
    for page in html_pages(site):
        for fold in _article(page).find_all("summary", attrs={"aria-label": True}):
            faults.append(f"{_name(site, page)}: a label hides {_first_line(fold)!r}.")
        for heading in _article(page).find_all("th"):
            if not heading.get_text().strip():
                faults.append(f"{_name(site, page)}: a table has an empty heading.")
    return faults


def foreign_requests(site):
    """No page asks another host for anything by itself."""
    faults = []
    for page in html_pages(site):
        soup, found = _parse(page), []
        for tag, attribute in _fetching_attributes():
            values = [
                element[attribute]
                for element in soup.find_all(tag, attrs={attribute: True})
            ]
            found += [value for value in values if ELSEWHERE.match(value)]
        for script in soup.find_all("script", src=False):
            found += SCRIPT_ADDRESS.findall(script.get_text())
        styles = [style.get_text() for style in soup.find_all("style")]
        styles += [element["style"] for element in soup.find_all(style=True)]
        found += STYLE_ADDRESS.findall("\n".join(styles))
        faults += [f"{_name(site, page)}: asks another host for {what}." for what in found]
    for path in sorted(Path(site).rglob("*")):
        if path.suffix in {".css", ".svg"}:
            found = STYLE_ADDRESS.findall(path.read_text(encoding="utf-8"))
        elif path.suffix == ".js" and path.name != "searchindex.js":
            found = DELIVERY_NETWORK.findall(path.read_text(encoding="utf-8"))
        else:
            continue
        faults += [f"{_name(site, path)}: asks another host for {what}." for what in found]
    return faults


def open_solutions(site):
    """Every solution is folded until the reader opens it."""
    faults = []
    for page in html_pages(site):
        name = _name(site, page)
        for cell in _parse(page).select("div.cell.tag_solution, div.cell.tag_hide-cell"):
            shown = cell.select(".cell_input, .cell_output")
            folds = cell.find_all("details")
            if not folds or any(part.find_parent("details") is None for part in shown):
                faults.append(f"{name}: a solution is not folded: {_first_line(cell)}")
        for fold in _parse(page).select("article details[open]"):
            faults.append(f"{name}: a fold is open from the start: {_first_line(fold)}")
    return faults


def missing_folds(site, page, solutions):
    """The page has a fold for each of so many solutions."""
    found = len(_parse(Path(site) / f"{page}.html").select("div.cell.tag_solution details"))
    if found == solutions:
        return []
    return [f"{page}: {found} folded solutions, and the notebook has {solutions}."]


def shown_claims(site):
    """Claims and checks of the authors stay off the pages of the episodes."""
    return [
        f"{_name(site, page)}: shows a claim or a check: {match[0]!r}."
        for page in html_pages(Path(site) / "notebooks")
        if (
            match := re.search(
                r"\bclaim\(|\bClaim (?:not )?asserted", _article(page).get_text()
            )
        )
    ]


def search_faults(site):
    """The search has an index, and the index knows the pages."""
    index = Path(site) / "searchindex.js"
    if not index.is_file() or "docnames" not in index.read_text(encoding="utf-8"):
        return ["The search has no index."]
    return []


@cache
def _parse_text(text):
    return BeautifulSoup(text, "html.parser")


def _parse(page):
    return _parse_text(page.read_text(encoding="utf-8"))


def _article(page):
    soup = _parse(page)
    return soup.find("article") or soup


def _name(site, path):
    return path.relative_to(site).as_posix()


def _first_line(element):
    lines = [line.strip() for line in element.get_text().splitlines() if line.strip()]
    return lines[0][:60] if lines else "(empty)"


def _fetching_attributes():
    return [(tag, name) for tag, names in FETCHING.items() for name in names]


@cache
def _anchors_of(text):
    soup = _parse_text(text)
    return {element["id"] for element in soup.find_all(id=True)} | {
        element["name"] for element in soup.find_all("a", attrs={"name": True})
    }


def _dead(page, link):
    """Say what is wrong with a link of a page, or nothing."""
    parts = urlsplit(link)
    if parts.scheme or parts.netloc or link.startswith("//"):
        return ""
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file():
        return f"the link {link} leads nowhere."
    if parts.fragment and target.suffix == ".html":
        anchors = _anchors_of(target.read_text(encoding="utf-8"))
        if unquote(parts.fragment) not in anchors:
            return f"the link {link} names an anchor that is not there."
    return ""
