"use strict";

/** The first kernels as small color pictures: at the start of a run, and now. */
(function (root) {
  const { element } = root.course.elements;
  const [SIDE, COLORS] = [3, 3];
  const OPAQUE = 255;

  /**
   * The colors of a row of kernels with gaps between them: middle gray is a weight of 0,
   * and more of a color means a larger weight for it.
   * @param {Float32Array} kernels height, width, colors, filters, as Keras orders them
   * @param {number} limit the absolute weight at which the color is full
   * @returns {{width: number, height: number, pixels: Uint8ClampedArray<ArrayBuffer>}}
   */
  function colorsOf(kernels, limit) {
    const filters = kernels.length / (SIDE * SIDE * COLORS);
    const width = filters * (SIDE + 1) - 1;
    const pixels = new Uint8ClampedArray(4 * width * SIDE);
    kernels.forEach((weight, place) => {
      const filter = place % filters;
      const color = Math.floor(place / filters) % COLORS;
      const cell = Math.floor(place / (filters * COLORS));
      const column = filter * (SIDE + 1) + (cell % SIDE);
      const pixel = 4 * (Math.floor(cell / SIDE) * width + column);
      pixels[pixel + color] = 127.5 * (1 + weight / limit);
      pixels[pixel + COLORS] = OPAQUE;
    });
    return { width, height: SIDE, pixels };
  }

  /**
   * How far the weights have moved, on average.
   * @param {Float32Array} start
   * @param {Float32Array} now
   */
  function meanChange(start, now) {
    const sum = now.reduce(
      (total, weight, place) => total + Math.abs(weight - start[place]),
      0,
    );
    return sum / now.length;
  }

  /** Two rows of kernels with what is to be said of them. */
  function build() {
    const rows = { start: row("At the start"), now: row("Now") };
    const change = element("p", {});
    const waiting = element("p", {}, "They appear here when you start.");
    const drawn = element("div", { hidden: "" }, rows.start.whole, rows.now.whole, change);

    /**
     * @param {Float32Array} start
     * @param {Float32Array} now
     */
    function show(start, now) {
      [drawn.hidden, waiting.hidden] = [false, true];
      // One scale for both and for the whole run: what looks different is different.
      const limit = 2 * Math.max(...start.map(Math.abs));
      paint(rows.start.canvas, start, limit);
      paint(rows.now.canvas, now, limit);
      const moved = meanChange(start, now);
      change.textContent = Number.isFinite(moved)
        ? `On average a weight has moved by ${Number(moved.toPrecision(2))}.`
        : "The weights are no longer numbers.";
    }

    const whole = element(
      "figure",
      { class: "training-kernels" },
      element(
        "figcaption",
        {},
        "The eight kernels of the first layer: gray is a weight of 0, a color a larger weight for it",
      ),
      waiting,
      drawn,
    );
    return { whole, show };
  }

  /** @param {string} label */
  function row(label) {
    const canvas = element("canvas", {
      role: "img",
      "aria-label": `Kernels: ${label}`,
    });
    return {
      whole: element("div", {}, element("span", {}, label), canvas),
      canvas,
    };
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {Float32Array} kernels
   * @param {number} limit
   */
  function paint(canvas, kernels, limit) {
    const { width, height, pixels } = colorsOf(kernels, limit);
    [canvas.width, canvas.height] = [width, height];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.putImageData(new ImageData(pixels, width, height), 0, 0);
  }

  const trainingKernels = { build, colorsOf, meanChange };
  root.course = Object.assign(root.course || {}, { trainingKernels });
  if (typeof module === "object") module.exports = trainingKernels;
})(/** @type {any} */ (globalThis));
