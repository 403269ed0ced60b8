"""The command `site`: what it knows about the contents, and when it says no."""

import sys
from types import SimpleNamespace

import pytest

from lessons_lib.commands import site

TOC = """format: jb-book
root: book/index
parts:
  - caption: One
    chapters:
      - file: book/setup
"""
PAGE = "<html><article><h1>A page</h1></article></html>"


@pytest.fixture
def course(tmp_path, monkeypatch):
    (tmp_path / "_toc.yml").write_text(TOC)
    stale = tmp_path / "_build" / "html" / "stale.html"
    stale.parent.mkdir(parents=True)
    stale.touch()
    monkeypatch.setattr(site, "ROOT", tmp_path)
    monkeypatch.setattr(site, "BUILD", tmp_path / "_build")
    return tmp_path


def builds(pages, status=0):
    """Stand in for Jupyter Book: write some pages and leave with a status."""

    def run(command, cwd, check):
        assert command[0] == sys.executable
        assert {"-W", "--keep-going", "-n"} <= set(command)
        for page in pages:
            path = cwd / "_build" / "html" / f"{page}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PAGE)
        return SimpleNamespace(returncode=status)

    return run


def test_a_complete_build_says_where_the_site_is(course, monkeypatch, capsys):
    monkeypatch.setattr(site.subprocess, "run", builds(["book/index", "book/setup"]))
    assert site.run([]) == 0
    assert "index.html" in capsys.readouterr().out
    assert not (course / "_build" / "html" / "stale.html").exists()


def test_a_missing_page_is_named(course, monkeypatch, capsys):
    monkeypatch.setattr(site.subprocess, "run", builds(["book/index"]))
    assert site.run([]) == 1
    assert (
        "book/setup is in _toc.yml, but the site has no such page."
        in capsys.readouterr().err
    )


def test_a_warning_fails_the_build(course, monkeypatch):
    pages = ["book/index", "book/setup"]
    monkeypatch.setattr(site.subprocess, "run", builds(pages, status=1))
    assert site.run([]) == 1
