"""All challenges of the course on one page, for whoever looks for something to practice."""

import re

from mdit_py_plugins.anchors.index import slugify

from course.episodes import all_notebooks, challenge_link
from lessons_lib.minutes import challenge_minutes, round_minutes

HEADING = re.compile(r"^#{2,3} (?!Challenge: )(.+)$", re.MULTILINE)


def challenge_index(root):
    """Tabulate the challenges of each notebook: where they stand, what to do, how long."""
    return "\n\n".join(_table(one) for one in all_notebooks(root) if one.challenges)


def _table(one):
    address = f"../../notebooks/{one.stem}.ipynb"
    rows = [
        f"| {challenge_link(challenge)} | {_section_link(one, challenge, address)} "
        f"| {_what_to_do(challenge)} | {round_minutes(challenge_minutes(challenge))} |"
        for challenge in one.challenges.values()
    ]
    head = "| Challenge | In the section | What to do | Minutes |\n|---|---|---|--:|"
    return "\n".join([f"## [{one.label}: {one.title}]({address})", "", head, *rows])


def _section_link(one, challenge, address):
    """Link the last section that begins before a challenge."""
    before = one.text[: one.text.index(challenge.task)]
    section = HEADING.findall(before)[-1]
    return f"[{section}]({address}#{slugify(section)})"


def _what_to_do(challenge):
    if challenge.blank is None:
        return "answer questions"
    n_gaps = challenge.blank.count("____")
    return f"fill {n_gaps} {'gap' if n_gaps == 1 else 'gaps'} in the code"


GENERATED = {"challenges": challenge_index}
