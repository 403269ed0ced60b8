"""The command `pdf`: what it writes, and that it says no in one sentence."""

import pytest

from lessons_lib.book_pdf import document, printing
from lessons_lib.commands import browser_tools, pdf, site


@pytest.fixture
def build(tmp_path, monkeypatch):
    """A fresh site and a browser, in which everything succeeds."""
    monkeypatch.setattr(site, "BUILD", tmp_path)
    monkeypatch.setattr(site, "is_fresh", lambda: True)
    monkeypatch.setattr(browser_tools, "browser", lambda: "chromium")
    monkeypatch.setattr(document, "make_document", lambda *_: "the book")
    monkeypatch.setattr(printing, "print_book", lambda book, _: book.encode())
    return tmp_path


def fails(error):
    def fail(*_):
        raise error

    return fail


def test_the_pdf_is_written_and_named(build, capsys):
    assert pdf.run([]) == 0
    assert (build / "course.pdf").read_bytes() == b"the book"
    assert "course.pdf: 0.0 MB" in capsys.readouterr().out


def test_a_site_that_is_stale_is_built_first(build, monkeypatch, capsys):
    built = []
    monkeypatch.setattr(site, "is_fresh", lambda: False)
    monkeypatch.setattr(site, "run", lambda arguments: built.append(arguments) or 0)
    assert pdf.run([]) == 0
    assert built == [[]]
    assert "older than its sources" in capsys.readouterr().out


def test_a_site_that_cannot_be_built_gives_no_pdf(build, monkeypatch):
    monkeypatch.setattr(site, "is_fresh", lambda: False)
    monkeypatch.setattr(site, "run", lambda _: 1)
    assert pdf.run([]) == 1
    assert not (build / "course.pdf").exists()


@pytest.mark.parametrize(
    ("module", "name", "error"),
    [
        (
            browser_tools,
            "browser",
            browser_tools.BrowserToolsError("There is no Chromium."),
        ),
        (printing, "print_book", printing.PrintingError("There is no paper.")),
    ],
    ids=["no browser", "no print"],
)
def test_a_failure_is_one_sentence_and_leaves_the_old_pdf(
    build, monkeypatch, capsys, module, name, error
):
    (build / "course.pdf").write_bytes(b"old")
    monkeypatch.setattr(module, name, fails(error))
    assert pdf.run([]) == 1
    assert capsys.readouterr().err == f"{error}\n"
    assert [path.name for path in build.iterdir()] == ["course.pdf"]
    assert (build / "course.pdf").read_bytes() == b"old"


def test_a_folder_that_cannot_be_written_is_named(build, monkeypatch, capsys):
    monkeypatch.setattr(site, "BUILD", build / "missing")
    assert pdf.run([]) == 1
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("The PDF can't be written to")
