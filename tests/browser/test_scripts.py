"""The site's scripts by themselves: their types, their format, their unit tests."""

import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

BROWSER = Path(__file__).parent
BOOK = BROWSER.parents[1] / "book"
SOURCES = (BOOK / "_scripts", BOOK / "_widgets", "scripts", "lighthouse.mjs")
NODE = compute_driver_executable()[0]
MODULES = BROWSER / "node_modules"


def run(*command):
    done = subprocess.run(
        [NODE, *command], cwd=BROWSER, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_types_agree():
    run(MODULES / "typescript" / "bin" / "tsc", "--project", ".")


def test_the_format_is_prettier_s():
    prettier = MODULES / "prettier" / "bin" / "prettier.cjs"
    # The scripts lie outside of this folder, where prettier would not look for its settings.
    run(prettier, "--config", "package.json", "--check", *SOURCES)


@pytest.mark.parametrize(
    "script", sorted((BROWSER / "scripts").glob("*.test.js")), ids=lambda path: path.stem
)
def test_the_unit_tests_pass(script):
    report = run("--test", "--test-reporter=tap", script)
    assert "# pass 0" not in report, "the file has no test"
