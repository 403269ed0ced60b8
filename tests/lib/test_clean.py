"""The command ``clean``: what it removes, and what it leaves alone."""

from lessons_lib.commands import clean
from lessons_lib.commands.environment import Environment


def touch(*paths):
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()


def test_what_the_commands_made_goes_and_all_else_stays(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(clean, "ROOT", tmp_path)
    for name, folder in (("COURSE", ".venv"), ("JAX", ".venv-jax")):
        monkeypatch.setattr(clean, name, Environment(tmp_path / folder, None))
    modules = tmp_path / "tests" / "browser" / "node_modules"
    monkeypatch.setattr(clean, "MODULES", modules)
    stays = [
        tmp_path / "data" / "manifest.json",
        tmp_path / "notebooks" / "01-introduction.ipynb",
        tmp_path / "tests" / "browser" / "package-lock.json",
        tmp_path / ".venv.lock",
    ]
    goes = [
        tmp_path / ".venv" / "bin" / "python",
        tmp_path / ".venv-jax" / "bin" / "python",
        tmp_path / "_build" / "html" / "index.html",
        tmp_path / "lessons_lib" / "data" / "__pycache__" / "a.pyc",
        tmp_path / ".ruff_cache" / "a",
        tmp_path / "notebooks" / "fit_outputs" / "a",
        modules / "installed.sha256",
        modules / "axe" / "__pycache__" / "a",
    ]
    touch(*stays, *goes)
    assert clean.run([]) == 0
    assert [path for path in goes if path.exists()] == []
    assert [path for path in stays if not path.exists()] == []
    assert f"removing {modules.relative_to(tmp_path)}\n" in capsys.readouterr().out
    # Nothing is left to remove.
    assert clean.run([]) == 0
    assert capsys.readouterr().out == ""
