"""The kernel playground: its data for the page, and what stands there without JavaScript."""

import base64
import inspect
import json
import tomllib
from fractions import Fraction
from pathlib import Path

import numpy as np
from sphinx.errors import ExtensionError

from course.kernel_pictures import PICTURES, TITLES
from lessons_lib.convolution import cross_correlate

DATA = "kernel-playground-data.js"
WITHOUT_JAVASCRIPT = """\
:::{{widget}} kernel-playground
:picture: {picture}
:kernel: {kernel}

With JavaScript, a playground stands here: you choose a picture and nine weights, and point
at any sum. Without it, here is one sum, worked out.

- The picture: {picture_title}.
- The kernel: {kernel_title}.
- The place: row {row}, column {column} of the map, counted from 0. No sum of this map is
  larger, signs aside.

```text
{grids}
```

The nine products add up to {sum}. {says}
:::
"""


def kernels(root):
    """Read the kernels that the playground offers, by name."""
    text = (root / "book" / "explore" / "kernels.toml").read_text(encoding="utf-8")
    return {kernel.pop("name"): kernel for kernel in tomllib.loads(text)["kernel"]}


def kernel_weights(kernel):
    """Give the weights of a kernel as an array; they are written as numbers or fractions."""
    return np.array([float(Fraction(text)) for text in kernel["weights"]]).reshape(3, 3)


def markdown(root, picture, kernel):
    """Write the directive of a playground, with a worked sum inside for lack of a script."""
    known = kernels(root)
    if picture not in PICTURES or kernel not in known:
        raise ExtensionError(
            f"The kernel playground has no picture {picture} or no kernel {kernel}. There "
            f"are the pictures {', '.join(PICTURES)} and the kernels {', '.join(known)}."
        )
    pixels, weights = PICTURES[picture]().astype(float), kernel_weights(known[kernel])
    sums = cross_correlate(pixels, weights)
    row, column = np.unravel_index(np.abs(sums).argmax(), sums.shape)
    window = pixels[row : row + 3, column : column + 3]
    return WITHOUT_JAVASCRIPT.format(
        picture=picture,
        kernel=kernel,
        picture_title=TITLES[PICTURES[picture]],
        kernel_title=known[kernel]["title"],
        row=row,
        column=column,
        grids=_side_by_side(pixels=window, weights=weights, products=window * weights),
        sum=_text(sums[row, column]),
        says=known[kernel]["says"],
    )


def _side_by_side(**grids):
    """Write small grids of numbers beside each other, each under its name."""
    columns = []
    for name, grid in grids.items():
        rows = [" ".join(f"{_text(number):>5}" for number in row) for row in grid]
        width = max(map(len, [name, *rows]))
        columns.append([line.rjust(width) for line in (name, *rows)])
    return "\n".join("   ".join(line) for line in zip(*columns, strict=True))


def _text(number):
    # a product of zero and a negative number is a negative zero
    return f"{number + 0:.4g}".replace("-", "\N{MINUS SIGN}")


def data(root):
    """Gather what the script needs: the kernels, and the pictures with their code."""
    pictures = {}
    for name, draw in PICTURES.items():
        pixels = draw()
        pictures[name] = {
            "title": TITLES[draw],
            "height": pixels.shape[0],
            "width": pixels.shape[1],
            "white": 1 if pixels.max() == 1 else 255,
            "data": base64.b64encode(pixels.astype("uint8").tobytes()).decode("ascii"),
            "code": f"{inspect.getsource(draw)}\n\ngray = {name}()",
        }
    return {"kernels": kernels(root), "pictures": pictures}


def write_data(app):
    """Write the data as a script, since a page opened from a folder may fetch nothing."""
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data(Path(app.srcdir)), ensure_ascii=False)
    (folder / DATA).write_text(
        "globalThis.course = Object.assign(globalThis.course || {}, "
        f"{{ kernelData: {text} }});\n",
        encoding="utf-8",
    )


GENERATED = {"kernel-playground": markdown}


def setup(app):
    """Write the data before Sphinx looks for the scripts of a page."""
    app.connect("builder-inited", write_data)
