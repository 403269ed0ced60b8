"""The command ``serve``: which port, and one sentence where that can't be."""

import http.server
import os
import socket

import pytest

from lessons_lib.commands import serve


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A built site, served by nobody: a server ends at once."""
    page = tmp_path / "_build" / "html" / "index.html"
    page.parent.mkdir(parents=True)
    page.touch()
    monkeypatch.setattr(serve, "ROOT", tmp_path)
    monkeypatch.setattr(http.server.ThreadingHTTPServer, "serve_forever", lambda _: None)
    return page


def test_without_a_site_it_says_how_to_get_one(site, capsys):
    site.unlink()
    assert serve.run([]) == 1
    assert "build it with `make site`" in capsys.readouterr().out


@pytest.mark.usefixtures("site")
def test_it_says_where_the_course_is(capsys):
    assert serve.run(["0"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("The course is at http://localhost:")
    # 0 stands for any port that is free.
    assert "http://localhost:0 " not in said


@pytest.mark.usefixtures("site")
@pytest.mark.parametrize(("words", "status"), [(["--help"], 0), (["site"], 2)])
def test_help_and_words_that_are_no_port(capsys, words, status):
    with pytest.raises(SystemExit) as stop:
        serve.run(words)
    assert stop.value.code == status
    shown = capsys.readouterr()
    assert "usage: python -m lessons_lib serve" in shown.out + shown.err


def refused(capsys, port):
    """Give the one sentence that a port gets which can't be used."""
    assert serve.run([str(port)]) == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert sentence.startswith(f"Port {port} can't be used (")
    return sentence


@pytest.mark.usefixtures("site")
@pytest.mark.skipif(os.name == "nt", reason="Windows lets two programs share a port")
def test_a_port_that_is_taken_is_one_sentence(capsys):
    with socket.create_server(("localhost", 0)) as taken:
        sentence = refused(capsys, taken.getsockname()[1])
    assert "name another one" in sentence


@pytest.mark.usefixtures("site")
def test_a_number_that_is_no_port_is_one_sentence(capsys):
    assert "0-65535" in refused(capsys, 70000)
