"""The schedules of the instructors' pages, computed from the minutes of the notebooks."""

from itertools import chain

from course.episodes import challenge_link, episode, episodes
from course.instructors import skip_first
from lessons_lib.minutes import episode_minutes, round_minutes
from lessons_lib.schedule import Session, fit, halves, pieces_of, timetable, total

HALF_DAY = Session(
    start=9 * 60, end=13 * 60, pauses=(("Break", 15), ("Break", 15)), arriving=10
)
ONE_DAY = Session(
    start=9 * 60,
    end=17 * 60,
    pauses=(("Break", 15), ("Lunch", 60), ("Break", 15), ("Break", 15)),
    arriving=10,
)
LUNCH_HOUR = 60

ARRIVE = "Arrive: start JupyterLab, run `python -m lessons_lib doctor`"


def two_half_days(root):
    """Lay the course out over two half days."""
    parts = zip(("First", "Second"), halves(_pieces(root)), strict=True)
    return "\n\n".join(
        f"**{name} half day**\n\n{_day(root, list(chain(*part)), HALF_DAY)}"
        for name, part in parts
    )


def one_day(root):
    """Lay the course out over one day."""
    return _day(root, list(chain(*_pieces(root))), ONE_DAY)


def lunch_hours(root):
    """Give every episode one hour: for its challenges, or for its text."""
    head = (
        "| Hour | Read before, minutes | Challenges and cells, minutes "
        "| Left for questions, minutes |\n|---|--:|--:|--:|"
    )
    rows, too_long = [], []
    for one in episodes(root):
        needed = episode_minutes(one.notebook)
        left = LUNCH_HOUR - round(needed.exercises + (needed.machine or 0))
        if left < 0:
            too_long.append(f"episode {one.number} takes {-left} minutes more")
        rows.append(
            f"| {_link(one)} | {round_minutes(needed.reading)} | {LUNCH_HOUR - left} "
            f"| {max(0, left)} |"
        )
    summary = (
        f"Not all fit: {', '.join(too_long)}." if too_long else "They all fit the hour."
    )
    return "\n".join([head, *rows, "", summary])


def lunch_hours_unread(root):
    """Give every episode one hour for its text, and as many challenges as fit."""
    head = "| Hour | In the room | Homework |\n|---|---|---|"
    rows = []
    for one, pieces in zip(episodes(root), _pieces(root), strict=True):
        fitted = fit(pieces, LUNCH_HOUR, skip_first(root))
        over = round(total(fitted) - LUNCH_HOUR)
        more = (
            f" (the text alone takes {over} minutes more than the hour)" if over > 0 else ""
        )
        rows.append(
            f"| {_link(one)} | {_done(root, fitted)}{more} | {_left(root, fitted)} |"
        )
    return "\n".join([head, *rows])


def _pieces(root):
    return [pieces_of(one.notebook, one.stem) for one in episodes(root)]


def _day(root, pieces, session):
    """Tabulate one session, and say what became homework."""
    fitted = fit(pieces, session.minutes, skip_first(root))
    rows, seen = [], set()
    for row in timetable(fitted, session):
        what = row.name
        if row.name == "arrive":
            what = ARRIVE
        elif row.pieces:
            again = ", continued" if row.name in seen else ""
            what = f"{_link(episode(root, row.name))}{again}"
            seen.add(row.name)
        time = f"{_clock(row.start)}–{_clock(row.end)}"
        rows.append(
            f"| {time} | {what} | {_done(root, row.pieces)} | {_left(root, row.pieces)} |"
        )
    head = "| Time | What | Challenges in the room | Homework |\n|---|---|---|---|"
    return "\n".join([head, *rows, "", _summary(fitted, session)])


def _summary(pieces, session):
    homework = [piece for piece in pieces if piece.homework]
    every = [piece for piece in pieces if piece.challenge]
    if not homework:
        return "Everything fits."
    minutes = round_minutes(sum(piece.exercise for piece in homework))
    text = (
        f"{len(homework)} of {len(every)} challenges are homework, "
        f"about {minutes} minutes in all."
    )
    over = round(total(pieces) - session.minutes)
    return text + (f" Even so it is {over} minutes too long." if over > 0 else "")


def _done(root, pieces):
    return _links(root, [piece for piece in pieces if piece.in_class])


def _left(root, pieces):
    return _links(root, [piece for piece in pieces if piece.homework])


def _links(root, pieces):
    return ", ".join(
        challenge_link(episode(root, piece.episode).challenges[piece.challenge])
        for piece in pieces
    )


def _link(one):
    return f"[{one.number}. {one.title}](../../notebooks/{one.stem}.ipynb)"


def _clock(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"


GENERATED = {
    "two-half-days": two_half_days,
    "one-day": one_day,
    "lunch-hours": lunch_hours,
    "lunch-hours-unread": lunch_hours_unread,
}
