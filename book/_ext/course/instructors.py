"""What the instructors' pages say of each challenge: minutes, mistakes, what builds on it."""

import re
import tomllib

from course.episodes import all_notebooks, challenge_link, challenge_title, episode
from course.pages import minutes_line
from lessons_lib.minutes import challenge_minutes, round_minutes
from lessons_lib.mistakes import known_mistakes
from lessons_lib.needs import needed_later

# Marks that would turn a check's words into something else; code is left alone.
_MARKUP = re.compile(r"(`[^`]*`)|([\\*_\[\]<>${}])")


def skip_first(root):
    """Read which challenges each episode can do without, the most dispensable first."""
    text = (root / "book" / "instructors" / "skip-first.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def episode_line(root, stem):
    """Link an episode or a deep dive and say how long it takes."""
    found = episode(root, stem)
    link = f"[{found.label}: {found.title}](../../notebooks/{stem}.ipynb)."
    return f"{{.course-line}}\n{link} {minutes_line(found.notebook)}"


def challenge_line(root, name):
    """Link a challenge and say how long it takes."""
    challenge = _challenge(root, name)
    minutes = round_minutes(challenge_minutes(challenge))
    kind = "Questions" if challenge.blank is None else "Check"
    address = f"#challenge-{name.replace('_', '-')}"
    return (
        f"{{.course-line}}\n[Go to the challenge]({address}), about {minutes} minutes. "
        f"{kind}: `check.{name}()`"
    )


def mistakes_table(root, name):
    """Tabulate what people do in a challenge and what its check says to it."""
    if _challenge(root, name).blank is None:
        return (
            "The check asks questions. It answers each wrong option with the idea that "
            "leads to it, and makes the options from the numbers of the run at hand, so "
            "there is no table of them here."
        )
    rows = [
        f"| {_cell(known.mistake)} | {_cell(known.says)} |"
        for known in known_mistakes().get(name, ())
    ]
    if not rows:
        return "Nobody has collected the mistakes of this challenge yet."
    return "\n".join(["| What people do | What the check says |", "|---|---|", *rows])


def skip_table(root, stem):
    """Tabulate what can be left out of an episode, and what builds on it."""
    found = episode(root, stem)
    needs = needed_later(found.notebook)
    rows = []
    for name in skip_first(root)[stem]:
        challenge = found.challenges[name]
        minutes = round_minutes(challenge_minutes(challenge))
        users = _users(found, needs[name])
        rows.append(f"| {challenge_link(challenge)} | {minutes} | {users} |")
    head = "| Skip first | Minutes saved | What later needs from it |\n|---|--:|---|"
    return "\n".join([head, *rows])


def _users(found, needs):
    """Say which names are used by which challenges, or that none is."""
    if not needs:
        return "nothing"
    parts = []
    for name, users in needs.items():
        places = [
            "the text" if user is None else f"*{challenge_title(found.challenges[user])}*"
            for user in users
        ]
        parts.append(f"`{name}`: {' and '.join(places)}")
    return "; ".join(parts)


def _challenge(root, name):
    found = [one.challenges[name] for one in all_notebooks(root) if name in one.challenges]
    if not found:
        raise ValueError(f"No notebook has a challenge called {name}.")
    return found[0]


def _cell(text):
    """Write plain text with code between backticks into a cell of a table."""
    escaped = _MARKUP.sub(lambda found: found[1] or f"\\{found[2]}", text)
    return escaped.replace("|", r"\|")


GENERATED = {
    "episode": episode_line,
    "challenge": challenge_line,
    "mistakes": mistakes_table,
    "skip-first": skip_table,
}
