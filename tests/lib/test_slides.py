"""Slides: everything is there, nothing overflows by our estimate, nobody else is asked."""

import re
from functools import cache
from itertools import pairwise

import nbformat
import pytest
from bs4 import BeautifulSoup

from lessons_lib import notebooks
from lessons_lib.commands import slides as command
from lessons_lib.mistakes import known_mistakes
from lessons_lib.plain_markdown import plain
from lessons_lib.slides import layout
from lessons_lib.slides.blocks import Block, Section, sections_of
from lessons_lib.slides.exporter import slides_html
from lessons_lib.slides.prose import blocks_of, items_of, lead

PATHS = notebooks.paths()
every_episode = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)


@cache
def html(path):
    return slides_html(notebooks.read(path), notebooks.label(path.stem))


@cache
def page(path):
    return BeautifulSoup(html(path), "html.parser")


def screens(path):
    return [
        part for part in page(path).select(".slides section") if not part.find("section")
    ]


def squeezed(text):
    return re.sub(r"\s+", " ", text).strip()


# --- every episode -----------------------------------------------------------------------


@every_episode
def test_the_blank_of_every_challenge_is_on_a_slide_and_its_solution_is_not(path):
    for challenge in notebooks.challenges(notebooks.read(path)):
        if challenge.blank is None:
            continue
        shown = [
            part.get_text() for part in screens(path)
            if squeezed(challenge.blank) in squeezed(part.get_text())
        ]  # fmt: skip
        assert len(shown) == 1, challenge.name
        assert squeezed(challenge.solution_code) not in squeezed(shown[0]), challenge.name


@every_episode
def test_hints_and_solution_come_below_the_blank(path):
    titles = [part.find(re.compile("^h[1-4]$")).get_text() for part in screens(path)]
    for challenge in notebooks.challenges(notebooks.read(path)):
        title = re.search(r"^### Challenge: (.+)$", challenge.task, re.MULTILINE)[1]
        kinds = (
            ["Challenge", "Hints", "Solution"]
            if challenge.hints
            else ["Challenge", "Solution"]
        )
        places = [titles.index(f"{kind}: {title}") for kind in kinds]
        assert places == sorted(places), title


@every_episode
def test_every_section_of_the_episode_has_a_slide(path):
    titles = {
        part.find(re.compile("^h[1-4]$")).get_text().removesuffix(" continued")
        for part in screens(path)
    }
    prose = "\n".join(
        cell.source for cell in notebooks.read(path).cells if cell.cell_type == "markdown"
    )
    prose = re.sub(r"^```.*?^```", "", prose, flags=re.MULTILINE | re.DOTALL)
    wanted = re.findall(r"^#{1,3} (.+)$", prose, flags=re.MULTILINE)
    wanted = [title.replace("`", "").strip() for title in wanted]
    assert [title for title in wanted if title not in titles] == []


@every_episode
def test_no_host_is_asked_for_anything(path):
    soup = page(path)
    for tag, name in [("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"),
                      ("source", "src"), ("object", "data"), ("img", "srcset")]:  # fmt: skip
        for element in soup.find_all(tag, attrs={name: True}):
            assert element[name].startswith("data:"), element[name][:80]
    styles = [style.get_text() for style in soup.find_all("style")]
    styles += [element["style"] for element in soup.find_all(style=True)]
    for style in styles:
        assert "@import" not in style
        assert [
            at for at in re.findall(r"url\(([^)]*)\)", style) if "data:" not in at
        ] == []
    own = [script.get_text() for script in soup.find_all("script")][-1]
    assert "http" not in own
    assert "Reveal.initialize" in own


@every_episode
def test_every_picture_says_what_it_shows(path):
    pictures = page(path).find_all("img")
    assert pictures
    assert [
        picture.get("alt", "") for picture in pictures if len(picture.get("alt", "")) < 40
    ] == []


@every_episode
def test_every_slide_has_one_heading_and_no_level_is_skipped(path):
    levels = [
        [int(heading.name[1]) for heading in part.find_all(re.compile("^h[1-6]$"))]
        for part in screens(path)
    ]
    assert {len(found) for found in levels} == {1}
    levels = [level for [level] in levels]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [pair for pair in pairwise(levels) if pair[1] > pair[0] + 1] == []


@every_episode
def test_claims_checks_and_markup_of_the_site_are_not_shown(path):
    text = page(path).find("main").get_text()
    assert (
        re.search(r"\bclaim\(|Claim asserted|^check\.|:::|\{term\}|\{cite\}|\$\$", text)
        is None
    )
    assert page(path).html["lang"] == "en"


@every_episode
def test_formulas_are_mathml(path):
    prose = " ".join(
        plain(cell.source, "x") for cell in notebooks.read(path).cells
        if cell.cell_type == "markdown"
    )  # fmt: skip
    displayed = len(re.findall(r"\$\$.+?\$\$", prose, re.DOTALL))
    assert len(page(path).select('math[display="block"]')) == displayed
    assert all(math.get("alttext") for math in page(path).find_all("math"))


@every_episode
def test_a_paragraph_that_is_cut_stands_whole_in_the_notes(path):
    notes = squeezed(" ".join(note.get_text() for note in page(path).select("aside.notes")))
    cut = [
        block for section in sections_of(notebooks.read(path), "") for block in section.blocks
        if block.kind == "paragraph" and block.notes
    ]  # fmt: skip
    assert cut
    for block in cut:
        assert block.notes.startswith(block.source)
        last = re.sub(r"[`*]|\]\([^)]*\)|\[", "", block.notes.split()[-1])
        assert "$" in block.notes or last in notes


def test_the_first_mistakes_of_a_challenge_are_in_the_notes_of_its_slide():
    [path] = [path for path in PATHS if path.stem == "03-build"]
    [notes] = [
        part.find("aside").get_text() for part in screens(path)
        if part.find("h3", string="Challenge: the input layer")
    ]  # fmt: skip
    first = known_mistakes()["input_layer"][0]
    assert first.mistake in notes
    assert first.says in notes


# --- layout ------------------------------------------------------------------------------


@every_episode
def test_no_slide_is_fuller_than_a_screen(path):
    for section in sections_of(notebooks.read(path), ""):
        for slide in layout.slides_of(section):
            high = sum(map(layout.height, slide.blocks))
            assert high <= layout.HEIGHT, slide.title


def paragraphs(count, lines):
    return [Block("paragraph", "x" * layout.TEXT_CHARACTERS * lines) for _ in range(count)]


def test_what_does_not_fit_goes_on_below_under_the_same_title():
    first, second = layout.slides_of(Section(2, "Long", paragraphs(5, 4)))
    assert (first.title, first.again) == ("Long", False)
    assert (second.title, second.again) == ("Long", True)


def test_a_paragraph_stays_with_the_code_that_it_introduces():
    code = Block("code", "```python\n" + "x = 1\n" * 8 + "```")
    blocks = [*paragraphs(2, 4), *paragraphs(1, 2), code]
    slides = layout.slides_of(Section(2, "Code", blocks))
    assert [len(slide.blocks) for slide in slides] == [2, 2]


def test_long_code_is_cut_where_a_statement_begins():
    call = "f(\n" + "    1,\n" * 6 + ")\n"
    code = Block("code", "```python\n" + call * 4 + "```")
    slides = layout.slides_of(Section(2, "Code", [code]))
    texts = [slide.blocks[0].source for slide in slides]
    assert len(texts) == 2
    assert all(
        text.startswith("```python\nf(") and text.endswith(")\n```") for text in texts
    )
    assert sum(text.count("f(") for text in texts) == 4


def test_long_output_is_cut_at_its_lines():
    text = "".join(f"line {number}\n" for number in range(60))
    output = nbformat.v4.new_output("stream", text=text)
    slides = layout.slides_of(Section(2, "Log", [Block("output", output=output)]))
    shown = [block.output.text for slide in slides for block in slide.blocks]
    assert len(shown) == 3
    assert "\n".join(shown).split("\n") == text.rstrip("\n").split("\n")


# --- prose -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("paragraph", "words", "shown"),
    [
        ("One is short. Two is longer than that.", 4, "One is short."),
        ("One is short. Two is as well.", 20, "One is short. Two is as well."),
        ("A first sentence stays whole, however long. Then more.", 2,
         "A first sentence stays whole, however long."),
        ("With a rate of 0.5 it is so. Next.", 3, "With a rate of 0.5 it is so."),
        ("Call `f. X`, then go. Next.", 3, "Call `f. X`, then go."),
        ("It says (see there. Really) so. Next.", 3, "It says (see there. Really) so."),
        ("**Bold. Still bold.** Next.", 2, "**Bold. Still bold.**"),
    ],
)  # fmt: skip
def test_a_paragraph_is_cut_at_the_end_of_a_sentence(paragraph, words, shown):
    assert lead(paragraph, words) == shown


def test_markdown_is_cut_into_its_blocks():
    markdown = (
        "## Title\n\nWords.\n\n- one\n- two\n  more\n\n$$x^2$$\n\n![A dot](dot.svg)\n\n"
        "| a |\n|---|\n| b |\n\n> said\n\n```python\nx = 1\n\ny = 2\n```"
    )
    kinds = [kind for kind, _ in blocks_of(markdown)]
    assert kinds == [
        "heading", "paragraph", "list", "formula", "picture", "table", "quote", "code",
    ]  # fmt: skip
    assert items_of("- one\n- two\n  more") == ["- one", "- two\n  more"]


# --- the command -------------------------------------------------------------------------


def test_the_command_writes_one_file_for_each_chosen_episode(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(command, "ROOT", tmp_path)
    monkeypatch.setattr(command, "SLIDES", tmp_path / "slides")
    assert command.run(["06"]) == 0
    assert [path.name for path in (tmp_path / "slides").iterdir()] == ["06-share.html"]
    assert "slides/06-share.html" in capsys.readouterr().out


def test_an_unknown_number_is_told(capsys):
    assert command.run(["77"]) == 1
    assert capsys.readouterr().out == "No notebook begins with 77.\n"


def test_a_cell_that_has_no_plain_counterpart_leaves_the_old_slides(
    tmp_path, monkeypatch, capsys
):
    old = tmp_path / "06-share.html"
    old.write_text("old", encoding="utf-8")
    broken = notebooks.read(PATHS[5])
    broken.cells[0].source += "\n\n:::{dropdown} New\nx\n:::"
    monkeypatch.setattr(command, "SLIDES", tmp_path)
    monkeypatch.setattr(notebooks, "read", lambda path: broken)
    assert command.run(["06"]) == 1
    assert (
        "The directive {dropdown} has no plain counterpart yet." in capsys.readouterr().out
    )
    assert old.read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["06-share.html"]
