"""The page on speed: what it shows of the results, and what it refuses to show."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.errors import ExtensionError

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = {
    "machine": {
        "processor": "A processor",
        "cores": 2,
        "memory_gb": 8.0,
        "busy": None,
        "python": "3.11.9",
        "backend": "tensorflow",
        "versions": {"keras": "3.0"},
        "date": "2026-01-31",
    },
    "mode": "full",
    "missing": 0,
    "measurements": [
        {
            "label": f"{name}, 2 epochs",
            "measure": "training",
            "arguments": {"name": name},
            "runs": [
                {
                    "seed": 1,
                    "preparing": 5.0,
                    "pictures": [40_000, 10_000],
                    "peak_memory_gb": 1.25,
                    "epochs": [
                        {"seconds": seconds, "val_accuracy": 0.6},
                        {"seconds": 2 * seconds, "val_accuracy": 0.7},
                    ],
                }
            ],
        }
        for name, seconds in (("naive intro", 50.0), ("fast S", 10.0))
    ],
}


@pytest.fixture
def speed(tmp_path, monkeypatch):
    """Give a function that computes the page's part from results, or from none."""
    monkeypatch.syspath_prepend(str(ROOT / "book" / "_ext"))
    from course.speed import RESULTS, speed

    def compute(document=None):
        if document is not None:
            path = tmp_path / RESULTS
            path.parent.mkdir(parents=True)
            path.write_text(json.dumps(document), encoding="utf-8")
        return speed(tmp_path)

    return compute


def test_without_results_it_says_so_and_nothing_else(speed):
    assert speed() == "Not measured yet."


def test_it_shows_tables_and_a_named_figure(speed):
    text = speed(DOCUMENT)
    assert "| naive intro, 2 epochs | 40,000 + 10,000 |" in text
    figure, _, _ = text.partition("</figure>")
    drawing = BeautifulSoup(figure, "html.parser").svg
    assert "fast S, 2 epochs: 0.70 after 20 s" in drawing["aria-label"]
    assert {line["stroke-dasharray"] for line in drawing.find_all("polyline")} == {
        "7 4",
        "none",
    }
    assert "\n\n" not in figure


def test_points_lie_where_their_numbers_say(speed):
    svg = BeautifulSoup(speed(DOCUMENT), "html.parser").svg
    curves = [
        [tuple(map(float, point.split(","))) for point in line["points"].split()]
        for line in svg.find_all("polyline")
    ]
    naive, _, fast, _ = curves
    assert naive[1][0] > fast[1][0] > fast[0][0]
    assert naive[1][1] == fast[1][1] < fast[0][1]


@pytest.mark.parametrize("change", [{"mode": "quick"}, {"missing": 2}])
def test_it_refuses_what_is_no_complete_full_run(speed, change):
    with pytest.raises(ExtensionError, match="no complete full run"):
        speed(DOCUMENT | change)
