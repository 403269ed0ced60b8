"""Fit the course into a day, two half days or lunch hours: what is done when, what is left out.

Everything is computed from the minutes of the notebooks (`minutes`), so that a
schedule changes with the text. Where time is short, challenges become homework,
in an order that the instructors' pages give for each episode.
"""

from dataclasses import dataclass, replace
from itertools import accumulate, groupby, pairwise

from lessons_lib.minutes import challenge_minutes, episode_minutes, reading_minutes
from lessons_lib.notebooks import challenges, tags

# A break may come so many minutes earlier or later if it then falls between two episodes.
WORTH_AN_EPISODE = 15


@dataclass(frozen=True)
class Piece:
    """A piece of an episode: some text, and the challenge that follows it.

    Attributes
    ----------
    episode : str
        Name of the notebook without ending, such as ``"03-build"``.
    text : float
        Minutes to teach it and to wait for its cells.
    challenge : str or None
        Name of the challenge; None at the end of an episode.
    exercise : float
        Minutes for the challenge.
    homework : bool
        Whether the challenge is left for later.
    """

    episode: str
    text: float
    challenge: str | None = None
    exercise: float = 0.0
    homework: bool = False

    @property
    def in_class(self):
        """Minutes for its challenge, if that is done together."""
        return 0.0 if self.homework else self.exercise

    @property
    def minutes(self):
        """Minutes for all of it that is done together."""
        return self.text + self.in_class


@dataclass(frozen=True)
class Session:
    """Some hours in a row.

    Attributes
    ----------
    start : int
        In minutes after midnight.
    end : int
    pauses : tuple of (str, int)
        Name and minutes of each break, in order.
    arriving : int
        Minutes before the first piece, to get every computer ready.
    """

    start: int
    end: int
    pauses: tuple = ()
    arriving: int = 0

    @property
    def minutes(self):
        """Minutes that are left for the course."""
        pauses = sum(minutes for _, minutes in self.pauses)
        return self.end - self.start - self.arriving - pauses


@dataclass(frozen=True)
class Row:
    """One line of a timetable.

    Attributes
    ----------
    start : int
        In minutes after midnight.
    end : int
    name : str
        Of a break, or of the notebook.
    pieces : tuple of Piece
        Empty for a break.
    """

    start: int
    end: int
    name: str
    pieces: tuple = ()


def pieces_of(notebook, episode):
    """Cut an episode into pieces that each end with a challenge.

    Parameters
    ----------
    notebook : nbformat.NotebookNode
    episode : str

    Returns
    -------
    list of Piece
        Nobody measures cell by cell how long the machine takes, so its minutes are
        spread over the pieces like those of the text.
    """
    waiting, runs = list(challenges(notebook)), [[]]
    for cell in notebook.cells:
        if "challenge" in tags(cell):
            runs.append([])
        else:
            runs[-1].append(cell)
    needed = episode_minutes(notebook)
    slower = needed.teaching / needed.reading if needed.reading else 1
    texts = [reading_minutes(cells) * slower for cells in runs]
    found = [
        Piece(episode, text, challenge.name, challenge_minutes(challenge))
        for text, challenge in zip(texts, waiting, strict=False)
    ]
    return [*found, Piece(episode, texts[-1])]


def total(pieces):
    """Add up the minutes of pieces.

    Parameters
    ----------
    pieces : iterable of Piece

    Returns
    -------
    float
    """
    return sum(piece.minutes for piece in pieces)


def fit(pieces, minutes, skip_first):
    """Make homework of challenges until the rest fits.

    The next to go is from the episode whose challenges take longest by then, so
    that no episode loses all of its own while another keeps them.

    Parameters
    ----------
    pieces : list of Piece
    minutes : float
        How long there is.
    skip_first : dict of str to list of str
        For each episode its challenges, the most dispensable first.

    Returns
    -------
    list of Piece
        The text stays whole: if it is longer than the time, so is the result.
    """
    fitted = list(pieces)
    while total(fitted) > minutes and any(piece.in_class for piece in fitted):
        exercises = {}
        for piece in fitted:
            exercises[piece.episode] = exercises.get(piece.episode, 0) + piece.in_class
        longest = max(exercises, key=exercises.get)
        open_ = {piece.challenge for piece in fitted if piece.in_class}
        dropped = next(name for name in skip_first[longest] if name in open_)
        fitted = [
            replace(piece, homework=piece.homework or piece.challenge == dropped)
            for piece in fitted
        ]
    return fitted


def halves(episodes):
    """Divide the course into two parts that take as equally long as episodes allow.

    Parameters
    ----------
    episodes : list of list of Piece
        At least two.

    Returns
    -------
    tuple of list
        The episodes of the first part, and those of the second.
    """
    lengths = [total(pieces) for pieces in episodes]

    def unevenness(at):
        return abs(sum(lengths[:at]) - sum(lengths[at:]))

    at = min(range(1, len(episodes)), key=unevenness)
    return episodes[:at], episodes[at:]


def timetable(pieces, session):
    """Lay pieces out over a session, with its breaks as evenly as pieces allow.

    Parameters
    ----------
    pieces : list of Piece
    session : Session

    Returns
    -------
    list of Row
        Times are rounded to five minutes.
    """
    rows, now = [], float(session.start)
    if session.arriving:
        now += session.arriving
        rows.append(_row(session.start, now, "arrive"))
    stretches = _stretches(pieces, len(session.pauses) + 1)
    for number, stretch in enumerate(stretches):
        for episode, run in groupby(stretch, key=lambda piece: piece.episode):
            run = tuple(run)
            rows.append(_row(now, now + total(run), episode, run))
            now += total(run)
        if number < len(session.pauses):
            name, minutes = session.pauses[number]
            rows.append(_row(now, now + minutes, name))
            now += minutes
    return rows


def _row(start, end, name, pieces=()):
    return Row(5 * round(start / 5), 5 * round(end / 5), name, pieces)


def _stretches(pieces, count):
    """Cut pieces into stretches, each cut where it is nearest to an equal share."""
    ends = list(accumulate(piece.minutes for piece in pieces))
    cuts = [0]
    for number in range(1, count):
        wanted = ends[-1] * number / count

        def distance(at, wanted=wanted):
            ends_episode = pieces[at].challenge is None
            return abs(ends[at] - wanted) - (WORTH_AN_EPISODE if ends_episode else 0)

        cuts.append(1 + min(range(cuts[-1], len(ends)), key=distance))
    cuts.append(len(pieces))
    return [pieces[start:end] for start, end in pairwise(cuts)]
