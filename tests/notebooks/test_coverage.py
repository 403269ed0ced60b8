"""What the sources teach is taught here: the table behind the page on coverage is true."""

import tomllib

import pytest

from lessons_lib import notebooks

TABLE = notebooks.NOTEBOOKS.parent / "book" / "reference" / "coverage.toml"
ROWS = tomllib.loads(TABLE.read_text(encoding="utf-8"))["item"]

# No reader of the site sees these.
HIDDEN = {"setup", "claim", "check"}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["item"])
def test_what_a_source_teaches_stands_in_the_cell_that_the_table_names(row):
    notebook = notebooks.read(notebooks.NOTEBOOKS / f"{row['notebook']}.ipynb")
    [cell] = [cell for cell in notebook.cells if cell.id == row["cell"]]
    assert row["shows"] in cell.source
    assert not HIDDEN & notebooks.tags(cell)


def test_no_item_is_listed_twice():
    items = [(row["document"], row["item"]) for row in ROWS]
    assert len(items) == len(set(items))


def test_every_notebook_teaches_something_of_the_sources():
    # Speed, tuners and the gallery are what learners ask for; no source has them.
    ours = {"17-the-same-minutes", "18-tuning", "21-what-goes-wrong"}
    wanted = {path.stem for path in notebooks.paths()} - ours
    assert {row["notebook"] for row in ROWS} == wanted


def test_every_challenge_of_the_lesson_is_listed():
    from test_contract import CHALLENGES

    listed = {row["cell"] for row in ROWS}
    for stem, names in CHALLENGES.items():
        for name in names:
            label = f"(challenge-{name.replace('_', '-')})="
            notebook = notebooks.read(notebooks.NOTEBOOKS / f"{stem}.ipynb")
            [cell] = [one for one in notebook.cells if one.source.startswith(label)]
            assert cell.id in listed, name
