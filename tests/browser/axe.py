"""axe-core, which finds what WCAG 2.2 AA forbids and a machine can see."""

import json
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).parent / "node_modules" / "axe-core" / "axe.min.js"
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # axe leaves it out unless it is asked.
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}


@cache
def _source():
    return SOURCE.read_text(encoding="utf-8")


def violations(page, part="html"):
    """List what axe finds in a part of an open page: the rule, and where it is broken."""
    page.evaluate(_source())
    found = page.evaluate(f"axe.run({json.dumps(part)}, {json.dumps(OPTIONS)})")
    return [
        f"{one['id']}: {node['html'][:200]}"
        for one in found["violations"]
        for node in one["nodes"]
    ]
