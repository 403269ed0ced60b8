"""``lint``: style of code and notebooks, spelling, and the workflows' schema."""

import subprocess
import sys

from lessons_lib.commands.environment import ROOT


def run(arguments):
    """Run the checkers one after another; all of them, even after one has failed."""
    workflows = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
    schema = ["check_jsonschema", "--builtin-schema", "vendor.github-workflows"]
    checks = [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["codespell_lib", "."],
        [*schema, *workflows],
    ]
    failed = [
        check[0]
        for check in checks
        if subprocess.run([sys.executable, "-m", *check], cwd=ROOT, check=False).returncode
    ]
    for name in failed:
        print(f"{name} found something to mend (above).")
    return 1 if failed else 0
