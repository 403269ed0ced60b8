"""Draw how the validation accuracy of each training rises with time, as an SVG."""

import math
import statistics
from html import escape

# Narrow, so that a phone shows its letters large enough to read.
WIDTH, HEIGHT = 440, 360
LEFT, RIGHT, TOP, BOTTOM = 60, 16, 12, 48
LEGEND_ROW = 22
# Neither colors nor lines alone tell the recipes apart: each has both, and a marker.
STYLES = {
    "naive": ("#d1651f", "7 4"),
    "episode": ("#3b82c4", "2 3"),
    "fast": ("#2e9e6b", ""),
}
MARKERS = (
    "M-4,0 a4,4 0 1,0 8,0 a4,4 0 1,0 -8,0",
    "M-4,-4 h8 v8 h-8 z",
    "M0,-5 l5,5 l-5,5 l-5,-5 z",
    "M0,-5 l5,9 h-10 z",
    "M0,5 l5,-9 h-10 z",
    "M-5,-1.5 h3.5 v-3.5 h3 v3.5 h3.5 v3 h-3.5 v3.5 h-3 v-3.5 h-3.5 z",
)


def figure(document):
    """Draw the medians over the seeds.

    Parameters
    ----------
    document : dict
        The results, as :mod:`lessons_lib.bench.report` takes them.

    Returns
    -------
    str
        HTML without an empty line, so that Markdown takes it as it is.
    """
    curves = [
        (one["label"], one["arguments"]["name"].split()[0], _medians(one["runs"]))
        for one in document["measurements"]
        if one["measure"] == "training"
    ]
    points = [point for _, _, curve in curves for point in curve]
    across = _Axis([0, *(x for x, _ in points)], LEFT, WIDTH - RIGHT)
    up = _Axis([y for _, y in points], HEIGHT - BOTTOM, TOP)
    height = HEIGHT + LEGEND_ROW * len(curves)
    lines = [
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{_in_words(curves)}" '
        'width="100%" style="max-width: 600px" font-size="13" fill="currentColor">',
        *_frame(across, up),
    ]
    for number, (label, group, curve) in enumerate(curves):
        places = [(across.place(x), up.place(y)) for x, y in curve]
        lines += _curve(places, group, MARKERS[number % len(MARKERS)])
        y = HEIGHT + LEGEND_ROW * number
        ends = [(LEFT, y), (LEFT + 32, y)]
        lines += _curve(ends, group, MARKERS[number % len(MARKERS)])
        lines.append(f'<text x="{LEFT + 44}" y="{y + 4}">{escape(label)}</text>')
    caption = (
        "<figcaption>How the validation accuracy of each training rises with time: the "
        "median over the seeds after each epoch.</figcaption>"
    )
    return "\n".join(["<figure>", *lines, "</svg>", caption, "</figure>"])


def _medians(runs):
    """Give the median time and accuracy of each epoch."""
    epochs = zip(*(run["epochs"] for run in runs), strict=True)
    return [
        tuple(
            statistics.median(one[what] for one in epoch)
            for what in ("seconds", "val_accuracy")
        )
        for epoch in epochs
    ]


def _in_words(curves):
    ends = [
        f"{label}: {curve[-1][1]:.2f} after {curve[-1][0]:.0f} s"
        for label, _, curve in curves
    ]
    text = "Validation accuracy against seconds of training. At its end each has reached"
    return escape(f"{text}: {'; '.join(ends)}.")


class _Axis:
    """Values and their places on the picture, with round numbers for the ticks."""

    def __init__(self, values, start, end):
        step = _round_step((max(values) - min(values)) / 5)
        first, last = math.floor(min(values) / step), math.ceil(max(values) / step)
        self.ticks = [round(number * step, 6) for number in range(first, last + 1)]
        self.start, self.end = start, end

    def place(self, value):
        low, high = self.ticks[0], self.ticks[-1]
        return round(self.start + (value - low) / (high - low) * (self.end - self.start), 1)


def _round_step(least):
    """Give the smallest of 1, 2, 5, 10, 20 and so on, or 0.1, that is not below."""
    size = 10 ** math.floor(math.log10(least))
    return next(size * factor for factor in (1, 2, 5, 10) if size * factor >= least)


def _frame(across, up):
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for tick in up.ticks:
        y = up.place(tick)
        yield f'<path d="M{LEFT},{y} H{right}" stroke="currentColor" stroke-opacity=".2"/>'
        yield f'<text x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{tick:g}</text>'
    for tick in across.ticks:
        x = across.place(tick)
        yield f'<path d="M{x},{bottom} v5" stroke="currentColor"/>'
        yield f'<text x="{x}" y="{bottom + 18}" text-anchor="middle">{tick:g}</text>'
    middle = (LEFT + right) / 2
    yield f'<text x="{middle}" y="{bottom + 36}" text-anchor="middle">seconds</text>'
    across_middle = (TOP + bottom) / 2
    yield (
        f'<text transform="translate(14 {across_middle}) rotate(-90)" '
        'text-anchor="middle">validation accuracy</text>'
    )


def _curve(places, group, marker):
    color, dashes = STYLES[group]
    line = " ".join(f"{x},{y}" for x, y in places)
    yield (
        f'<polyline points="{line}" fill="none" stroke="{color}" stroke-width="2" '
        f'stroke-dasharray="{dashes or "none"}"/>'
    )
    for x, y in places:
        yield f'<path d="{marker}" transform="translate({x} {y})" fill="{color}"/>'
