"""``slides``: make slides of each episode, one file each, to be shown without a network."""

from lessons_lib.commands.environment import ROOT
from lessons_lib.commands.writing import write_text

SLIDES = ROOT / "_build" / "slides"


def run(arguments):
    """Make slides of the notebooks whose names begin with one of the arguments, or of all."""
    from lessons_lib import notebooks
    from lessons_lib.commands.selection import chosen_notebooks
    from lessons_lib.slides.exporter import slides_html

    paths = chosen_notebooks("slides", arguments)
    if not paths:
        return 1
    SLIDES.mkdir(parents=True, exist_ok=True)
    for path in paths:
        try:
            html = slides_html(notebooks.read(path), notebooks.label(path.stem))
        except ValueError as error:
            print(f"{path.name}: {error} Its slides stay as they were.")
            return 1
        target = SLIDES / f"{path.stem}.html"
        write_text(target, html)
        print(
            f"{target.relative_to(ROOT).as_posix()}: {target.stat().st_size / 1e6:.1f} MB"
        )
    print("Open a file in a browser. Press S for the speaker's notes, ? for all keys.")
    return 0
