"use strict";

/** Curves over the epochs, drawn as SVG in the colors of the theme. */
(function (root) {
  const SIZE = { width: 360, height: 230 };
  const PLOT = { left: 48, right: 350, top: 12, bottom: 196 };
  const SHORTEST = 10;

  /**
   * @param {string} tag
   * @param {Record<string, string | number>} attributes
   * @param {...(Node | string)} children
   */
  function shape(tag, attributes, ...children) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(attributes))
      made.setAttribute(name, String(value));
    made.append(...children);
    return made;
  }

  /**
   * The next round number: 1, 2 or 5 times a power of ten.
   * @param {number} value above 0
   */
  function roundUp(value) {
    const power = 10 ** Math.floor(Math.log10(value));
    const step = [1, 2, 5, 10].find((factor) => value <= factor * power * (1 + 1e-9));
    return Number(step) * power;
  }

  /** @param {number} value */
  function tickText(value) {
    return value >= 1000 ? value.toExponential(0) : String(Number(value.toPrecision(3)));
  }

  /**
   * @param {Curve[]} curves
   * @param {{label: string, top: number, guess: number}} axis at least as high as `top`
   */
  function chart(curves, { label, top, guess }) {
    const values = curves.flatMap((curve) => curve.values).filter(Number.isFinite);
    const highest = Math.max(...values) > top ? roundUp(Math.max(...values)) : top;
    const longest = Math.max(SHORTEST, ...curves.map((curve) => curve.values.length));
    const x = (/** @type {number} */ epoch) =>
      PLOT.left + ((PLOT.right - PLOT.left) * epoch) / longest;
    const y = (/** @type {number} */ value) =>
      PLOT.bottom - ((PLOT.bottom - PLOT.top) * value) / highest;
    return shape(
      "svg",
      {
        viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
        role: "img",
        "aria-label": `${label} over the epochs; the numbers stand in the table below.`,
      },
      ...axes(x, y, highest, longest, label),
      guessLine(x(0), x(longest), y(guess)),
      ...curves.flatMap((curve) => drawn(curve, x, y)),
    );
  }

  /**
   * @param {(epoch: number) => number} x
   * @param {(value: number) => number} y
   * @param {number} highest
   * @param {number} longest
   * @param {string} label
   */
  function axes(x, y, highest, longest, label) {
    const rows = [0, highest / 2, highest].flatMap((value) => [
      shape("line", {
        class: "curve-grid",
        x1: x(0),
        x2: x(longest),
        y1: y(value),
        y2: y(value),
      }),
      shape(
        "text",
        { x: x(0) - 6, y: y(value) + 4, "text-anchor": "end" },
        tickText(value),
      ),
    ]);
    const columns = [0, longest / 2, longest].map((epoch) =>
      shape(
        "text",
        { x: x(epoch), y: PLOT.bottom + 16, "text-anchor": "middle" },
        `${epoch}`,
      ),
    );
    const title = shape("text", { x: x(0) + 6, y: PLOT.top + 12 }, label);
    const below = shape(
      "text",
      { x: x(longest / 2), y: SIZE.height - 2, "text-anchor": "middle" },
      "epoch",
    );
    return [...rows, ...columns, title, below];
  }

  /**
   * @param {number} from
   * @param {number} to
   * @param {number} height
   */
  function guessLine(from, to, height) {
    return shape(
      "g",
      { class: "curve-guess" },
      shape("line", { x1: from, x2: to, y1: height, y2: height }),
      shape("text", { x: to, y: height - 5, "text-anchor": "end" }, "guessing"),
    );
  }

  /**
   * A line through the epochs, and a mark on its last one.
   * @param {Curve} curve
   * @param {(epoch: number) => number} x
   * @param {(value: number) => number} y
   */
  function drawn({ kind, values }, x, y) {
    const points = values
      .map((value, place) => [x(place + 1), y(value)])
      .filter((point) => point.every(Number.isFinite));
    if (points.length === 0) return [];
    const [lastX, lastY] = points[points.length - 1];
    return [
      shape("polyline", {
        class: `curve-${kind}`,
        points: points
          .map((point) => point.map((part) => part.toFixed(1)).join())
          .join(" "),
      }),
      shape("circle", { class: `curve-${kind}`, cx: lastX, cy: lastY, r: 4 }),
    ];
  }

  /**
   * A short piece of a curve, for the legend.
   * @param {Curve["kind"]} kind
   */
  function sample(kind) {
    return shape(
      "svg",
      { viewBox: "0 0 48 12", "aria-hidden": "true" },
      shape("polyline", { class: `curve-${kind}`, points: "2,6 40,6" }),
      shape("circle", { class: `curve-${kind}`, cx: 42, cy: 6, r: 4 }),
    );
  }

  const trainingCurves = { chart, sample, roundUp, tickText };
  root.course = Object.assign(root.course || {}, { trainingCurves });
  if (typeof module === "object") module.exports = trainingCurves;
})(/** @type {any} */ (globalThis));
