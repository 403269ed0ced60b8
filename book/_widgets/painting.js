"use strict";

/** Paint a grid of numbers on a canvas, one square a number. */
(function (root) {
  /**
   * The gray or color of a value. Where values can be negative, zero is white,
   * positive red and negative blue, as in the notebooks; else small is dark, and what
   * lies outside of the scale is cut off.
   * @param {number} value
   * @param {number} limit the largest absolute value of the scale
   * @param {boolean} signed
   * @returns {[number, number, number]} red, green and blue, from 0 to 255
   */
  function color(value, limit, signed) {
    const share = limit === 0 ? 0 : Math.max(-1, Math.min(1, value / limit));
    if (!signed) {
      const gray = 255 * Math.max(0, share);
      return [gray, gray, gray];
    }
    const faded = 255 * (1 - Math.abs(share));
    return share < 0 ? [faded, faded - 80 * share, 255] : [255, faded + 60 * share, faded];
  }

  /**
   * The scale on which every value of a grid can be told.
   * @param {Grid} grid
   * @returns {{limit: number, signed: boolean}}
   */
  function range(grid) {
    let [low, high] = [0, 0];
    for (const value of grid.values)
      [low, high] = [Math.min(low, value), Math.max(high, value)];
    return { limit: Math.max(-low, high), signed: low < 0 };
  }

  /**
   * @param {HTMLCanvasElement} canvas its size becomes that of the grid
   * @param {Grid} grid
   * @param {{limit: number, signed: boolean}} [scale]
   */
  function paint(canvas, grid, scale = range(grid)) {
    canvas.width = Math.max(1, grid.width);
    canvas.height = Math.max(1, grid.height);
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const pixels = context.createImageData(canvas.width, canvas.height);
    grid.values.forEach((value, place) => {
      pixels.data.set([...color(value, scale.limit, scale.signed), 255], 4 * place);
    });
    context.putImageData(pixels, 0, 0);
  }

  const painting = { color, paint, range };
  root.course = Object.assign(root.course || {}, { painting });
  if (typeof module === "object") module.exports = painting;
})(/** @type {any} */ (globalThis));
