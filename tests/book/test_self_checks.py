"""How self-checks get under their sections, and which mistakes in their source are told."""

from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]

ONE = """
[[check]]
section = "Kernels"
question = "Who chooses the numbers in a kernel?"

[[check.option]]
right = true
text = "The training."
why = "They are weights."

[[check.option]]
text = "Keras."
why = "You expect a library of kernels."
"""

# what is broken: (text to replace, what replaces it, what is said)
BROKEN = {
    "unknown section": (
        '"Kernels"',
        '"Filters"',
        "There is no section “Filters”.",
    ),
    "no right answer": (
        "right = true\n",
        "",
        "The question “Who chooses the numbers in a kernel?” has no right answer.",
    ),
    "no wrong answer": (
        'text = "Keras."',
        'right = true\ntext = "Keras."',
        "The question “Who chooses the numbers in a kernel?” has no wrong answer.",
    ),
    "no explanation": (
        'why = "You expect a library of kernels."',
        "",
        "The question “Who chooses the numbers in a kernel?”, option “Keras.”, has no why.",
    ),
    "empty explanation": (
        '"You expect a library of kernels."',
        '""',
        "The question “Who chooses the numbers in a kernel?”, option “Keras.”, has no why.",
    ),
    "option twice": (
        '"Keras."',
        '"The training."',
        "The question “Who chooses the numbers in a kernel?” has the option “The training.” twice.",
    ),
    "misspelled entry": (
        "right = true",
        "rihgt = true",
        "The question “Who chooses the numbers in a kernel?”, option “The training.”, "
        "has an unknown entry: rihgt.",
    ),
    "no question": (
        'question = "Who chooses the numbers in a kernel?"',
        "",
        "The question “” has no question.",
    ),
    "no TOML": ("[[check]]", "[[check", "Expected ']]' at the end of an array declaration"),
}


@pytest.fixture
def extension(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "book" / "_ext")
    from course import self_checks

    return self_checks


def folder_with(tmp_path, text):
    folder = tmp_path / "book" / "self-checks"
    folder.mkdir(parents=True)
    (folder / "03-build.toml").write_text(text, encoding="utf-8")
    return tmp_path


def small_notebook():
    cells = [nbformat.v4.new_markdown_cell(text) for text in ("## Kernels", "## After")]
    return nbformat.v4.new_notebook(cells=cells)


def test_a_self_check_stands_at_the_end_of_its_section(extension, tmp_path):
    notebook = small_notebook()
    extension.add_self_checks(notebook, folder_with(tmp_path, ONE), "03-build")
    before, check, after = (cell.source for cell in notebook.cells)
    assert (before, after) == ("## Kernels", "## After")
    assert check.startswith(":::{widget} self-check\n")
    assert "\n\n" not in check, "a blank line ends a block of HTML"


def test_a_notebook_without_a_file_has_no_self_checks(extension, tmp_path):
    notebook = small_notebook()
    extension.add_self_checks(notebook, tmp_path, "03-build")
    assert len(notebook.cells) == 2


def test_several_right_answers_make_boxes_to_tick(extension, tmp_path):
    text = ONE + '\n[[check.option]]\nright = true\ntext = "Adam."\nwhy = "Step by step."\n'
    notebook = small_notebook()
    extension.add_self_checks(notebook, folder_with(tmp_path, text), "03-build")
    source = notebook.cells[1].source
    assert source.count('type="checkbox"') == 3
    assert "(more than one)" in source


def test_text_is_shown_as_it_is_written(extension, tmp_path):
    text = ONE.replace("Keras.", "Whatever is <b>below</b> `a < b`, *always*.")
    notebook = small_notebook()
    extension.add_self_checks(notebook, folder_with(tmp_path, text), "03-build")
    shown = "&lt;b&gt;below&lt;/b&gt; <code>a &lt; b</code>, <em>always</em>."
    assert shown in notebook.cells[1].source


@pytest.mark.parametrize("name", BROKEN)
def test_a_mistake_in_the_source_is_told(extension, tmp_path, name):
    from sphinx.errors import ExtensionError

    old, new, message = BROKEN[name]
    assert old in ONE
    root = folder_with(tmp_path, ONE.replace(old, new, 1))
    with pytest.raises(ExtensionError) as caught:
        extension.add_self_checks(small_notebook(), root, "03-build")
    assert str(caught.value).startswith(f"book/self-checks/03-build.toml: {message}")
