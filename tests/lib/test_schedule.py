"""Schedules: pieces of episodes, what becomes homework, and when there is a break."""

import nbformat
import pytest

from lessons_lib import minutes, notebooks
from lessons_lib.minutes import episode_minutes
from lessons_lib.schedule import (
    Piece,
    Session,
    fit,
    halves,
    pieces_of,
    timetable,
    total,
)

SKIP_FIRST = {"01": ["a", "b"], "02": ["c", "d", "e"]}


def course():
    return [
        Piece("01", 20, "a", 5),
        Piece("01", 10, "b", 5),
        Piece("01", 5),
        Piece("02", 20, "c", 10),
        Piece("02", 10, "d", 5),
        Piece("02", 10, "e", 5),
        Piece("02", 5),
    ]


def homework(pieces):
    return [piece.challenge for piece in pieces if piece.homework]


def test_pieces_end_with_the_challenges_and_take_as_long_as_the_episode():
    path = notebooks.paths()[0]
    notebook = notebooks.read(path)
    pieces = pieces_of(notebook, path.stem)
    names = [challenge.name for challenge in notebooks.challenges(notebook)]
    assert [piece.challenge for piece in pieces] == [*names, None]
    assert total(pieces) == pytest.approx(episode_minutes(notebook).total)


def test_the_minutes_of_the_machine_are_spread_like_the_text():
    prose = "word " * 10 * minutes.WORDS_A_MINUTE
    task = "(challenge-look)=\n### Challenge: look"
    cells = [
        nbformat.v4.new_markdown_cell(prose),
        nbformat.v4.new_markdown_cell(task, metadata={"tags": ["challenge"]}),
        nbformat.v4.new_markdown_cell("Yes.", metadata={"tags": ["solution"]}),
        nbformat.v4.new_markdown_cell(prose),
    ]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"lessons": {"seconds": 240}})
    assert [piece.text for piece in pieces_of(notebook, "x")] == pytest.approx([12, 12])


def test_nothing_is_homework_where_all_fits():
    assert fit(course(), 110, SKIP_FIRST) == course()


def test_the_first_to_go_is_of_the_episode_with_the_longest_challenges():
    fitted = fit(course(), 105, SKIP_FIRST)
    assert homework(fitted) == ["c"]
    assert total(fitted) == 100


def test_then_the_episodes_take_turns():
    # 02 loses 10 of its 20 minutes, then both have 10 left and 01 comes first
    assert homework(fit(course(), 95, SKIP_FIRST)) == ["a", "c"]
    assert homework(fit(course(), 90, SKIP_FIRST)) == ["a", "c", "d"]


def test_the_text_stays_even_where_it_does_not_fit():
    fitted = fit(course(), 60, SKIP_FIRST)
    assert homework(fitted) == ["a", "b", "c", "d", "e"]
    assert total(fitted) == 80


def test_the_course_is_halved_where_the_parts_are_most_alike():
    episodes = [[Piece("1", 30)], [Piece("2", 30)], [Piece("3", 50)], [Piece("4", 5)]]
    assert halves(episodes) == (episodes[:2], episodes[2:])


def test_a_session_counts_what_is_left_for_the_course():
    session = Session(
        start=540, end=780, pauses=(("Break", 15), ("Lunch", 45)), arriving=10
    )
    assert session.minutes == 170


def test_breaks_come_at_ends_of_pieces_and_times_are_rounded():
    session = Session(start=540, end=700, pauses=(("Break", 15),), arriving=12)
    rows = timetable(course(), session)
    assert [(row.start, row.end, row.name) for row in rows] == [
        (540, 550, "arrive"),
        (550, 595, "01"),
        (595, 610, "Break"),
        (610, 675, "02"),
    ]
    assert [piece.challenge for piece in rows[3].pieces] == ["c", "d", "e", None]


@pytest.mark.parametrize(
    ("first", "names"),
    [(20, ["01", "02", "Break", "02"]), (30, ["01", "Break", "02"])],
)
def test_a_break_moves_to_the_end_of_an_episode_if_that_is_near(first, names):
    pieces = [Piece("01", first), Piece("02", 20, "a", 0), Piece("02", 40)]
    rows = timetable(pieces, Session(start=0, end=120, pauses=(("Break", 15),)))
    assert [row.name for row in rows] == names


def test_a_course_without_breaks_is_one_stretch():
    rows = timetable(course(), Session(start=600, end=720))
    assert [row.name for row in rows] == ["01", "02"]
