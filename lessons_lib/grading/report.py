"""The table on the terminal and the CSV file: one row a notebook."""

import csv
import io
import textwrap

from lessons_lib.commands.writing import write_bytes
from lessons_lib.grading.episode import challenges_of

COLUMNS = ("file", "episode", "solved", "of", "remark")

SIGNS = {"right": "✓", "wrong": "✗", "given up": "–", "open": "·"}
LINE = 88
_UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"

# Spreadsheets take what begins so for a formula, and would run it.
_FORMULA = ("=", "+", "-", "@")


def plain(text):
    """Make a file's name fit to be shown, whatever a learner has put into it.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        Without characters that move a terminal's cursor or that no encoding knows.
    """
    return "".join(letter if letter.isprintable() else _UNPRINTABLE for letter in text)


def table(results):
    """Write the tables for the terminal, one an episode.

    Parameters
    ----------
    results : list of Result

    Returns
    -------
    str
        A line a notebook, with a sign for each challenge, and remarks below.
    """
    episodes = sorted({result.episode for result in results if result.episode})
    blocks = []
    for episode in [*episodes, None]:
        of_episode = [result for result in results if result.episode == episode]
        if of_episode:
            blocks.append(_block(episode or "no episode", of_episode))
    if episodes:
        blocks.append("   ".join(f"{sign} {state}" for state, sign in SIGNS.items()))
    return "\n\n".join(blocks)


def _block(title, results):
    """Write the table of one episode: its challenges are numbered, and named below."""
    challenges = list(results[0].states)
    width = max(len(name) for name in (title, *(plain(r.file) for r in results)))
    numbers = "".join(f"{number:3}" for number, _ in enumerate(challenges, start=1))
    lines = [f"{title:{width}}  {'solved':>8} {numbers}" if challenges else title]
    for result in results:
        line = f"{plain(result.file):{width}}"
        if challenges:
            signs = "".join(f"{SIGNS[state]:>3}" for state in result.states.values())
            line += f"  {f'{result.solved} of {len(challenges)}':>8} {signs}"
        lines.append(line.rstrip())
        if result.remark:
            lines.append(f"    {result.remark}")
    # Spaces that the wrapping takes for letters keep numbers and names together.
    names = ", ".join(
        f"{number}\N{NO-BREAK SPACE}{name}" for number, name in enumerate(challenges, 1)
    )
    legend = [
        line.replace("\N{NO-BREAK SPACE}", " ") for line in textwrap.wrap(names, LINE)
    ]
    return "\n".join([*lines, *legend])


def write_csv(results, path):
    """Write the results as CSV: the old file stays until the new one is complete.

    Parameters
    ----------
    results : list of Result
    path : pathlib.Path

    Raises
    ------
    OSError
        If the file can't be written.
    """
    episodes = sorted({result.episode for result in results if result.episode})
    challenges = [name for episode in episodes for name in challenges_of(episode)]
    rows = io.StringIO(newline="")
    writer = csv.writer(rows)
    writer.writerow([*COLUMNS, *challenges])
    for result in results:
        known = result.episode is not None
        cells = [
            plain(result.file),
            result.episode or "",
            result.solved if known else "",
            len(result.states) if known else "",
            result.remark,
            *(result.states.get(name, "") for name in challenges),
        ]
        writer.writerow([_no_formula(cell) for cell in cells])
    # Excel reads the letters of other languages only after the mark of this encoding.
    write_bytes(path, rows.getvalue().encode("utf-8-sig"))


def _no_formula(cell):
    """Put an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{cell}" if str(cell).startswith(_FORMULA) else cell
