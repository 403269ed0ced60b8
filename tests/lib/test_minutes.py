"""The minutes of an episode follow from its notebook by the stated rates."""

import nbformat
import pytest

from lessons_lib import minutes
from lessons_lib.minutes import Minutes, episode_minutes, round_minutes, words

CHALLENGE = """(challenge-layer)=
### Challenge: a layer

```python
inputs = keras.Input(____)
____
```

<details>
<summary>Hint 1</summary>

A hint of some length, which nobody has to read and which therefore does not count.

</details>
"""


def cell(kind, source, *tags):
    make = {"md": nbformat.v4.new_markdown_cell, "code": nbformat.v4.new_code_cell}[kind]
    return make(source, metadata={"tags": list(tags)} if tags else {})


def notebook(*cells, **metadata):
    return nbformat.v4.new_notebook(cells=list(cells), metadata=metadata)


def test_prose_counts_by_the_word():
    prose = cell("md", "word " * 2 * minutes.WORDS_A_MINUTE)
    assert episode_minutes(notebook(prose)).reading == pytest.approx(2)


def test_code_counts_by_the_line_and_claims_do_not():
    code = cell("code", "x = 1\n\n" * minutes.CODE_LINES_A_MINUTE)
    claim = cell("code", "claim('x', True)\n" * 100, "claim", "remove-cell")
    assert episode_minutes(notebook(code, claim)).reading == pytest.approx(1)


def test_a_challenge_counts_by_its_holes_and_hidden_lines():
    task = cell("md", CHALLENGE, "challenge")
    code = "inputs = keras.Input(shape=3)\na = 1\nb = 2\nc = 3"
    solution = cell("code", code, "solution", "hide-cell")
    found = episode_minutes(notebook(task, solution))
    n_words = 3  # the title
    expected = minutes.MINUTES_A_CHALLENGE + 2 * minutes.MINUTES_A_HOLE
    expected += 2 * minutes.MINUTES_A_HIDDEN_LINE + n_words / minutes.WORDS_A_MINUTE
    assert found.exercises == pytest.approx(expected)
    assert found.reading == 0


def test_a_question_counts_a_fixed_time():
    task = cell("md", "(challenge-look)=\n### Challenge: look", "challenge")
    answer = cell(
        "md",
        "<details><summary>Show the answer</summary>\n\nYes.\n\n</details>",
        "solution",
    )
    found = episode_minutes(notebook(task, answer)).exercises
    assert found == pytest.approx(minutes.MINUTES_A_QUESTION + 2 / minutes.WORDS_A_MINUTE)


def test_the_machine_is_measured_or_unknown():
    assert episode_minutes(notebook()).machine is None
    measured = episode_minutes(notebook(lessons={"seconds": 90}))
    assert measured.machine == 1.5
    assert measured.total == measured.teaching == 1.5


def test_the_total_is_the_sum_of_the_parts():
    assert Minutes(reading=20, exercises=10, machine=3).total == 33
    assert Minutes(reading=20, exercises=10, machine=None).total == 30


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One, two and three.", 4),
        ("A {term}`feature map` here", 4),
        ("A [link](https://example.org/a/b) here", 3),
        ("```python\nnot = counted\n```\nyes", 1),
        (":::{figure} ../a.svg\n:name: fig-a\n:alt: not read\nA caption.\n:::", 2),
        ("$$\\frac{a}{b}$$", 0),
        ("", 0),
    ],
)
def test_words_are_words_that_somebody_reads(text, count):
    assert words(text) == count


@pytest.mark.parametrize(
    ("exact", "rounded"), [(0, 1), (0.2, 1), (4.2, 5), (9.5, 10), (31, 35), (35, 35)]
)
def test_minutes_are_rounded_up_to_what_a_plan_needs(exact, rounded):
    assert round_minutes(exact) == rounded
