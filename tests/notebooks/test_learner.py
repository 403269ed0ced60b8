import learner_contract
import pytest

from lessons_lib import notebooks
from lessons_lib.commands.learner import generated
from lessons_lib.learner import LEARNER, learner_notebook
from lessons_lib.plain_markdown import plain
from lessons_lib.setup_cell import address_in

PATHS = notebooks.paths()


def test_what_is_generated_is_committed():
    # The notebooks name the repository that they were made in, which a clone may not be.
    canonical = notebooks.read(PATHS[0])
    address = address_in(notebooks.code_cells(canonical, "setup")[0].source)
    for path, text in generated(address).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run `make learner`"
    assert {path.name for path in LEARNER.glob("*.ipynb")} == {path.name for path in PATHS}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_learner_notebook_keeps_its_contract(path):
    challenges = notebooks.challenges(notebooks.read(path))
    assert (
        learner_contract.complaints(notebooks.read(LEARNER / path.name), challenges) == []
    )


def test_launch_links_stand_under_the_title():
    links = {"Colab": "https://example.org/colab"}
    learner = learner_notebook(notebooks.read(PATHS[0]), PATHS[0].stem, links)
    assert "\n\nOpen in [Colab](https://example.org/colab).\n\n" in learner.cells[0].source


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("(here)=\n## A\n\n{term}`Kernels <kernel>`.", "## A\n\nKernels."),
        (":::{tip}\nOne\n\ntwo.\n:::", "> **Tip**\n>\n> One\n>\n> two."),
        (":::{admonition} Look\n:class: callout\nOne.\n:::", "> **Look**\n>\n> One."),
        (
            ":::{figure} ../a/b.svg\n:name: b\n:alt: A [b].\nCap.\n:::",
            r"![A \[b\].](f/b.svg)",
        ),
        ("{cite:t}`kingma2015` did.", "[Kingma and Ba (2015)]("),
        ("so {cite}`kingma2015`.", "so ([Kingma and Ba, 2015]("),
        ("see [below](#there)", "see below"),
        ("<summary>Hint 1</summary>", "<summary>Hint 1 (click to open)</summary>"),
        ("```python\n{term}`x`\n```", "```python\n{term}`x`\n```"),
    ],
)
def test_the_sites_markdown_becomes_plain(markdown, expected):
    assert expected in plain(markdown, "f")


@pytest.mark.parametrize(
    ("markdown", "message"),
    [
        (":::{video} x\n:::", r"The directive \{video\} has no plain counterpart"),
        (":::{note}\nOpen", r"The directive :::\{note\} has no end"),
        ("{kbd}`A`", r"The role \{kbd\} has no plain counterpart"),
        ("{cite}`nobody1900`", r"There is no entry nobody1900 in references.bib"),
    ],
)
def test_what_has_no_counterpart_is_refused(markdown, message):
    with pytest.raises(ValueError, match=message):
        plain(markdown, "f")
