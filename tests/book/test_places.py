"""What the site puts under sections of the notebooks, and the kernels that stand there."""

import ast
from pathlib import Path

import nbformat
import numpy as np
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]

PLACE = """\
[[place]]
notebook = "{notebook}"
section = "{section}"
widget = "kernel-playground"
options = {{ picture = "{picture}", kernel = "{kernel}" }}
task = "Try something."
"""
GOOD = {
    "notebook": "03-build",
    "section": "A section",
    "picture": "head",
    "kernel": "sobel-x",
}


@pytest.fixture(autouse=True)
def extension(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "book" / "_ext"))


@pytest.fixture
def notebook():
    return new_notebook(
        cells=[
            new_markdown_cell("# A title\n\nText."),
            new_markdown_cell("(a-label)=\n## A section\n\nMore text."),
            new_code_cell("# Not a section\nx = 1"),
            new_markdown_cell("Still there.\n\n### Below\n\nDeeper.\n\n## The last"),
            new_markdown_cell("```\n## A comment in code\n```"),
        ]
    )


def sources(notebook):
    return [cell.source for cell in notebook.cells]


def append(notebook, heading):
    from course.sections import append_to_section

    append_to_section(notebook, heading, "ADDED")
    return sources(notebook)


def test_what_is_added_stands_before_the_next_heading_of_any_level(notebook):
    assert append(notebook, "A section") == [
        "# A title\n\nText.",
        "(a-label)=\n## A section\n\nMore text.",
        "# Not a section\nx = 1",
        "Still there.",
        "ADDED",
        "### Below\n\nDeeper.\n\n## The last",
        "```\n## A comment in code\n```",
    ]


def test_a_label_stays_with_its_heading(notebook):
    added = append(notebook, "A title")
    assert added[:3] == [
        "# A title\n\nText.",
        "ADDED",
        "(a-label)=\n## A section\n\nMore text.",
    ]


def test_two_headings_of_one_cell_are_parted(notebook):
    added = append(notebook, "Below")
    assert added[3:6] == ["Still there.\n\n### Below\n\nDeeper.", "ADDED", "## The last"]


def test_the_last_section_ends_with_the_notebook(notebook):
    assert append(notebook, "The last")[-2:] == ["```\n## A comment in code\n```", "ADDED"]


@pytest.mark.parametrize(
    "heading", ["Nowhere", "Not a section", "A comment in code", "A sec"]
)
def test_a_section_that_is_not_there_is_refused(notebook, heading):
    before = sources(notebook)
    with pytest.raises(ValueError, match=f"There is no section “{heading}”"):
        append(notebook, heading)
    assert sources(notebook) == before


@pytest.fixture
def course(tmp_path):
    """A course of one notebook, whose places a test writes."""
    explore = tmp_path / "book" / "explore"
    explore.mkdir(parents=True)
    kernels = ROOT / "book" / "explore" / "kernels.toml"
    (explore / "kernels.toml").write_text(kernels.read_text("utf-8"), encoding="utf-8")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "03-build.ipynb").touch()

    def write(**changes):
        text = PLACE.format(**GOOD | changes)
        (explore / "places.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def add(notebook, root, stem="03-build"):
    from course.places import add_widgets

    add_widgets(notebook, root, stem)
    return sources(notebook)


def test_a_place_gets_its_task_and_its_widget(notebook, course):
    added = add(notebook, course())[4]
    assert added.startswith("**Try it.** Try something.\n\n:::{widget} kernel-playground\n")
    assert ":picture: head\n:kernel: sobel-x\n" in added


def test_a_place_without_a_widget_has_its_task_alone(notebook, course):
    root = course()
    file = root / "book" / "explore" / "places.toml"
    lines = file.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith(("widget", "options"))]
    file.write_text("\n".join(kept), encoding="utf-8")
    assert add(notebook, root)[4] == "**Try it.** Try something.\n"


def test_another_notebook_stays_as_it_is(notebook, course):
    before = sources(notebook)
    assert add(notebook, course(), "04-compile-and-fit") == before


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"notebook": "99-nothing"}, "there is no notebook 99-nothing"),
        ({"section": "Nowhere"}, "03-build: There is no section “Nowhere”"),
        ({"picture": "monalisa"}, "no picture monalisa or no kernel sobel-x"),
        ({"kernel": "magic"}, "no picture head or no kernel magic"),
    ],
)
def test_a_wrong_place_stops_the_build(notebook, course, changes, sentence):
    with pytest.raises(ExtensionError, match=sentence):
        add(notebook, course(**changes))


def written_in(stem, name):
    """Evaluate what a notebook assigns to this name, which it writes out in numbers."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code" and f"{name} = " in cell.source:
            for statement in ast.parse(cell.source).body:
                if isinstance(statement, ast.Assign) and statement.targets[0].id == name:
                    return eval(ast.unparse(statement.value), {"np": np})
    raise LookupError(name)


def test_the_kernels_are_those_of_the_notebooks():
    from course.kernel_playground import kernel_weights, kernels

    ours = {name: kernel_weights(kernel) for name, kernel in kernels(ROOT).items()}
    horizontal = written_in("03-build", "horizontal_edges")
    sobel = written_in("11-convolution-by-hand", "sobel_x")
    named = written_in("11-convolution-by-hand", "kernels")
    theirs = {
        "nothing": named["nothing"],
        "horizontal-edges": horizontal,
        "vertical-edges": horizontal.T,
        "sobel-x": sobel,
        "sobel-y": sobel.T,
        "edge-detect": named["edge detect"],
        "edge-enhance": named["edge enhance"],
        "sharpen": named["sharpen"],
        "box-blur": named["box blur 3 × 3"],
        "emboss": named["emboss"],
        "falling-line": written_in("11-convolution-by-hand", "falling"),
    }
    assert ours.keys() == theirs.keys()
    for name, kernel in theirs.items():
        np.testing.assert_allclose(ours[name], kernel, err_msg=name)


def test_the_smiley_is_that_of_deep_dive_11():
    from course.kernel_pictures import smiley

    np.testing.assert_array_equal(smiley(), written_in("11-convolution-by-hand", "smiley"))


def test_every_picture_is_gray_and_large_enough_for_a_window():
    from course.kernel_pictures import PICTURES

    for name, draw in PICTURES.items():
        pixels = draw()
        assert pixels.ndim == 2, name
        assert min(pixels.shape) >= 8, name
        assert pixels.dtype == "uint8", name


def test_the_worked_sum_is_the_course_s_own():
    from course.kernel_pictures import smiley
    from course.kernel_playground import markdown

    text = markdown(ROOT, "smiley", "falling-line")
    assert "row 4, column 1 of the map" in text
    assert "The nine products add up to 3." in text
    assert smiley()[4:7, 1:4].trace() == 3
