"""Launch links and buttons appear only where the repository's address is known."""

import subprocess

import pytest

from lessons_lib.address import (
    launch_links,
    notebook_to_open,
    public_address,
    repository_address,
)


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/someone/course.git", "https://github.com/someone/course"),
        ("https://github.com/someone/course", "https://github.com/someone/course"),
        (
            "https://someone:secret@github.com/someone/course.git\n",
            "https://github.com/someone/course",
        ),
        ("git@github.com:someone/course.git", "https://github.com/someone/course"),
        ("ssh://git@github.com/someone/course.git", "https://github.com/someone/course"),
        (
            "ssh://git@gitlab.com:22/group/sub/course.git",
            "https://gitlab.com/group/sub/course",
        ),
        ("git@gitlab.com:group/sub/course.git", "https://gitlab.com/group/sub/course"),
        ("https://GitHub.com/someone/course/", "https://github.com/someone/course"),
        ("https://git.example.org/someone/course.git", None),
        ("https://github.com.example.org/someone/course.git", None),
        ("https://example.org/github.com/course.git", None),
        ("http://localhost:3000/someone/course.git", None),
        ("/srv/git/course.git", None),
        ("../course", None),
        ("C:\\course", None),
        ("https://github.com/someone", None),
        ("", None),
    ],
)
def test_only_known_hosts_become_an_address(remote, address):
    assert public_address(remote) == address


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def test_the_address_comes_from_origin(tmp_path):
    git(tmp_path, "init")
    assert repository_address(tmp_path) is None
    git(tmp_path, "remote", "add", "origin", "git@github.com:someone/course.git")
    assert repository_address(tmp_path) == "https://github.com/someone/course"


def test_without_a_repository_or_git_there_is_no_address(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert repository_address(tmp_path) is None
    monkeypatch.setenv("PATH", "")
    assert repository_address(tmp_path) is None


def test_links_open_the_learner_notebook_where_there_is_one(tmp_path):
    assert notebook_to_open(tmp_path, "03-build.ipynb") == "notebooks/03-build.ipynb"
    learner = tmp_path / "notebooks" / "learner"
    learner.mkdir(parents=True)
    (learner / "03-build.ipynb").touch()
    assert (
        notebook_to_open(tmp_path, "03-build.ipynb") == "notebooks/learner/03-build.ipynb"
    )


def test_launch_links_of_github():
    links = launch_links("https://github.com/someone/course", "notebooks/03-build.ipynb")
    assert links == {
        "Colab": "https://colab.research.google.com/github/someone/course"
        "/blob/main/notebooks/03-build.ipynb",
        "Binder": "https://mybinder.org/v2/gh/someone/course/main"
        "?urlpath=lab/tree/notebooks/03-build.ipynb",
    }


def test_launch_links_of_gitlab_do_without_colab():
    links = launch_links("https://gitlab.com/group/sub/course", "notebooks/03-build.ipynb")
    assert links == {
        "Binder": "https://mybinder.org/v2/gl/group%2Fsub%2Fcourse/main"
        "?urlpath=lab/tree/notebooks/03-build.ipynb"
    }


def test_without_an_address_there_are_no_links():
    assert launch_links(None, "notebooks/03-build.ipynb") == {}
