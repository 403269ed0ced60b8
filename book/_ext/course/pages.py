"""Text that is computed while the site is built, from the notebooks themselves.

Under each episode's title: how long it takes and where it can be opened. Under its
sections: things to try and self-checks. On the prose pages: the key points, and the
minutes of all episodes.
"""

import re
from pathlib import Path

import nbformat

from course.episodes import TITLE, all_notebooks, deep_dives, duration, episodes
from course.places import add_widgets
from course.self_checks import add_self_checks
from lessons_lib import minutes
from lessons_lib.address import launch_links, notebook_to_open, repository_address

KEY_POINTS = re.compile(r"^## Key points\n(.*?)(?=^#{1,2} |\Z)", re.MULTILINE | re.DOTALL)


def change_episode(app, docname, source):
    """Change an episode that Sphinx has just read, before it is parsed."""
    if docname.startswith("notebooks/"):
        notebook = nbformat.reads(source[0], as_version=4)
        add_line_under_title(notebook, Path(app.srcdir), f"{Path(docname).name}.ipynb")
        add_widgets(notebook, Path(app.srcdir), Path(docname).name)
        add_self_checks(notebook, Path(app.srcdir), Path(docname).name)
        source[0] = nbformat.writes(notebook)


def add_line_under_title(notebook, root, name):
    """Put the line with the minutes and the links below the first title."""
    line = f"\n\n{{.course-line}}\n{minutes_line(notebook)}{links_line(root, name)}\n"
    for cell in notebook.cells:
        if cell.cell_type == "markdown" and TITLE.search(cell.source):
            cell.source = TITLE.sub(lambda match: match[0] + line, cell.source, count=1)
            return


def minutes_line(notebook):
    """Say how long an episode takes."""
    needed = minutes.episode_minutes(notebook)
    text = f"About {minutes.round_minutes(needed.teaching)} minutes to read and do"
    if needed.exercises:
        text += f", and {minutes.round_minutes(needed.exercises)} for the challenges"
    if needed.machine is None:
        text += "; how long its cells run is not measured yet"
    else:
        text += f"; its cells run in {duration(needed.machine)} on two cores"
    return f"{text} ([how this is computed](#how-long))."


def links_line(root, name):
    """Link the services that open the notebook, where there are any."""
    links = launch_links(repository_address(root), notebook_to_open(root, name))
    if not links:
        return ""
    places = [f"[{place}]({address})" for place, address in links.items()]
    return f" Open it in {' or '.join(places)}."


def key_points(root):
    """Gather the key points of all notebooks."""
    sections = []
    for episode in all_notebooks(root):
        match = KEY_POINTS.search(episode.text)
        if match:
            address = f"../../notebooks/{episode.stem}.ipynb"
            link = f"[{episode.label}: {episode.title}]({address})"
            # a link to another episode starts from the notebook's own folder
            points = re.sub(r"\]\((?=\d\d-)", "](../../notebooks/", match[1].strip())
            sections.append(f"## {link}\n\n{points}\n")
    return "\n".join(sections)


def minutes_of_episodes(root):
    """Tabulate how long the episodes take."""
    return _minutes_table("Episode", episodes(root))


def minutes_of_deep_dives(root):
    """Tabulate how long the deep dives take."""
    return _minutes_table("Deep dive", deep_dives(root))


def _minutes_table(kind, of_kind):
    rows, total = [], 0
    for episode in of_kind:
        needed = minutes.episode_minutes(episode.notebook)
        parts = [
            minutes.round_minutes(part) for part in (needed.teaching, needed.exercises)
        ]
        total += sum(parts)
        machine = "not measured yet" if needed.machine is None else duration(needed.machine)
        address = f"../notebooks/{episode.stem}.ipynb"
        link = f"[{episode.number}. {episode.title}]({address})"
        rows.append(f"| {link} | {parts[0]} | {parts[1]} | {machine} |")
    head = f"| {kind} | Reading and doing | Challenges | Cells run in |\n|---|--:|--:|--:|"
    hours = f"About {total / 60:.0f} hours in all, in minutes:"
    return "\n".join([hours, "", head, *rows])


def rates(root):
    """Say by which rates the minutes are computed."""
    return (
        f"Reading and doing counts {minutes.WORDS_A_MINUTE} words a minute, "
        f"{minutes.CODE_LINES_A_MINUTE} lines of code a minute, and the time the cells "
        f"run. A challenge counts {minutes.MINUTES_A_CHALLENGE} minutes to get going, "
        f"{minutes.MINUTES_A_HOLE} for each gap and {minutes.MINUTES_A_HIDDEN_LINE} for "
        "each further line to write; a question without code counts "
        f"{minutes.MINUTES_A_QUESTION}. Reading the task comes on top."
    )


GENERATED = {
    "key-points": key_points,
    "minutes": minutes_of_episodes,
    "minutes-deep-dives": minutes_of_deep_dives,
    "rates": rates,
}


def setup(app):
    """Listen to Sphinx reading its sources."""
    app.connect("source-read", change_episode)
