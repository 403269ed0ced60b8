"""Sites broken on purpose: every check finds its fault and says so."""

import checks
import pytest

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>A page</title><link rel="stylesheet" href="style.css"></head>
<body><article>
<h1>A page</h1>
<p>Words enough to count as a page: one two three four five six seven eight nine ten
eleven twelve thirteen fourteen. <a href="#below">Below</a></p>
<h2 id="below">Below</h2>
<img src="dot.svg" alt="A dot in the middle of a square">
<div class="cell tag_solution tag_hide-cell"><details class="hide"><summary>Show</summary>
<div class="cell_input"><pre>x = 1</pre></div></details></div>
</article></body></html>"""

# what is broken: (check, text to replace, what replaces it, what the check says)
BROKEN = {
    "dead link": (
        checks.dead_links,
        'href="#below"',
        'href="nowhere.html"',
        "the link nowhere.html leads nowhere.",
    ),
    "missing anchor": (
        checks.dead_links,
        'id="below"',
        'id="above"',
        "the link #below names an anchor that is not there.",
    ),
    "picture file missing": (
        checks.dead_links,
        'src="dot.svg"',
        'src="dash.svg"',
        "the link dash.svg leads nowhere.",
    ),
    "picture without text": (
        checks.pictures_without_text,
        'alt="A dot in the middle of a square"',
        'alt=""',
        "no alternative text for dot.svg.",
    ),
    "picture named by its file": (
        checks.pictures_without_text,
        "A dot in the middle of a square",
        "../_images/dot.svg",
        "no alternative text for dot.svg.",
    ),
    "foreign script": (
        checks.foreign_requests,
        "</head>",
        '<script src="https://cdn.example.org/a.js"></script></head>',
        "asks another host for https://cdn.example.org/a.js.",
    ),
    "foreign font": (
        checks.foreign_requests,
        "</head>",
        "<style>@font-face { src: url('//fonts.example.org/a.woff2') }</style></head>",
        "asks another host for //fonts.example.org/a.woff2.",
    ),
    "foreign address in a script": (
        checks.foreign_requests,
        "</head>",
        '<script>fetch("https://example.org/count")</script></head>',
        "asks another host for https://example.org/count.",
    ),
    "preconnect": (
        checks.foreign_requests,
        "</head>",
        '<link rel="preconnect" href="https://example.org"></head>',
        "asks another host for https://example.org.",
    ),
    "two titles": (
        checks.heading_faults,
        '<h2 id="below">Below</h2>',
        '<h1 id="below">Below</h1>',
        "2 headings of the first level, not one.",
    ),
    "skipped level": (
        checks.heading_faults,
        '<h2 id="below">Below</h2>',
        '<h4 id="below">Below</h4>',
        "a heading jumps from level 1 to 4.",
    ),
    "no language": (
        checks.language_faults,
        ' lang="en"',
        "",
        "the page does not say that it is in English.",
    ),
    "label over a fold": (
        checks.unreadable_markup,
        "<summary>",
        '<summary aria-label="Toggle">',
        "a label hides 'Show'.",
    ),
    "empty heading": (
        checks.unreadable_markup,
        '<img src="dot.svg"',
        '<table><tr><th></th><th>x</th></tr></table><img src="dot.svg"',
        "a table has an empty heading.",
    ),
    "solution in the open": (
        checks.open_solutions,
        '<details class="hide"><summary>Show</summary>',
        "<div>",
        "a solution is not folded: x = 1",
    ),
    "fold already open": (
        checks.open_solutions,
        "<details ",
        "<details open ",
        "a fold is open from the start: Show",
    ),
    "claim on the page": (
        checks.shown_claims,
        "x = 1",
        'claim("one", True)',
        "shows a claim or a check: 'claim('.",
    ),
}


@pytest.fixture
def small_site(tmp_path):
    folder = tmp_path / "notebooks"
    folder.mkdir()
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    (folder / "style.css").write_text("p { color: inherit }", encoding="utf-8")
    (folder / "dot.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    (tmp_path / "searchindex.js").write_text('Search.setIndex({"docnames": []})')
    return tmp_path


def all_faults(site):
    every = {check for check, *_ in BROKEN.values()} | {checks.search_faults}
    faults = [fault for check in every for fault in check(site)]
    return faults + checks.missing_pages(site, ["notebooks/page"])


def test_the_small_site_is_fine(small_site):
    assert all_faults(small_site) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_caught(small_site, name):
    check, old, new, message = BROKEN[name]
    assert old in PAGE
    page = small_site / "notebooks" / "page.html"
    page.write_text(PAGE.replace(old, new, 1), encoding="utf-8")
    assert f"notebooks/page.html: {message}" in check(small_site)


def test_a_foreign_import_in_a_style_sheet_is_caught(small_site):
    sheet = small_site / "notebooks" / "style.css"
    sheet.write_text('@import "https://fonts.example.org/css";', encoding="utf-8")
    expected = "notebooks/style.css: asks another host for https://fonts.example.org/css."
    assert expected in checks.foreign_requests(small_site)


def test_the_widgets_from_a_delivery_network_are_caught(small_site):
    script = small_site / "embed.js"
    script.write_text('load("https://cdn.jsdelivr.net/npm/x/embed.js")', encoding="utf-8")
    [fault] = checks.foreign_requests(small_site)
    assert fault == "embed.js: asks another host for cdn.jsdelivr.net/npm/x/embed.js."


def test_a_missing_page_is_caught(small_site):
    faults = checks.missing_pages(small_site, ["notebooks/page", "notebooks/other"])
    assert faults == ["notebooks/other: the page is in the contents and not on the site."]


def test_an_empty_page_is_caught(small_site):
    page = small_site / "notebooks" / "page.html"
    page.write_text("<html lang='en'><article><h1>A page</h1></article></html>")
    faults = checks.missing_pages(small_site, ["notebooks/page"])
    assert faults == ["notebooks/page: the page is empty."]


def test_a_missing_solution_is_caught(small_site):
    [fault] = checks.missing_folds(small_site, "notebooks/page", 2)
    assert fault == "notebooks/page: 1 folded solutions, and the notebook has 2."


def test_a_missing_index_is_caught(small_site):
    (small_site / "searchindex.js").unlink()
    assert checks.search_faults(small_site) == ["The search has no index."]
