"use strict";

/**
 * Convolution as Keras computes it, on one gray picture: cross-correlation with
 * stride and padding, ReLU and max pooling.
 *
 * A classic script, so that it runs from `file://`; Node loads it for its tests.
 */
(function (root) {
  /**
   * @typedef {{stride: number, padding: "valid" | "same"}} Settings
   */

  /**
   * @typedef {{row: number, column: number, value: number, weight: number, product: number}} Term
   *   One product of a window; places outside of the picture hold padding, which is 0.
   */

  /**
   * Make a grid, filled with zeros unless there are values.
   * @param {number} height
   * @param {number} width
   * @param {ArrayLike<number>} [values]
   * @returns {Grid}
   */
  function grid(height, width, values) {
    const filled = values
      ? Float64Array.from(values)
      : new Float64Array(height * width);
    if (filled.length !== height * width) {
      throw new RangeError(
        `${filled.length} numbers are no ${height} × ${width}.`,
      );
    }
    return { height, width, values: filled };
  }

  /**
   * How many windows fit along one side.
   * @param {number} length
   * @param {number} kernelLength
   * @param {Settings} settings
   */
  function outputLength(length, kernelLength, { stride, padding }) {
    return padding === "same"
      ? Math.ceil(length / stride)
      : Math.max(0, Math.floor((length - kernelLength) / stride) + 1);
  }

  /**
   * How many zeros stand before the first pixel of a side; where the number is odd,
   * Keras puts the one more behind the last.
   * @param {number} length
   * @param {number} kernelLength
   * @param {Settings} settings
   */
  function zerosBefore(length, kernelLength, settings) {
    if (settings.padding === "valid") return 0;
    const steps = outputLength(length, kernelLength, settings) - 1;
    return Math.floor(
      Math.max(0, steps * settings.stride + kernelLength - length) / 2,
    );
  }

  /**
   * The products whose sum is one value of the feature map.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {Settings} settings
   * @param {number} row of the feature map
   * @param {number} column of the feature map
   * @returns {Term[]} row by row
   */
  function terms(picture, kernel, settings, row, column) {
    const top =
      row * settings.stride -
      zerosBefore(picture.height, kernel.height, settings);
    const left =
      column * settings.stride -
      zerosBefore(picture.width, kernel.width, settings);
    const found = [];
    for (let i = 0; i < kernel.height; i++) {
      for (let j = 0; j < kernel.width; j++) {
        const [y, x] = [top + i, left + j];
        const inside =
          y >= 0 && y < picture.height && x >= 0 && x < picture.width;
        const value = inside ? picture.values[y * picture.width + x] : 0;
        const weight = kernel.values[i * kernel.width + j];
        found.push({
          row: y,
          column: x,
          value,
          weight,
          product: value * weight,
        });
      }
    }
    return found;
  }

  /**
   * Slide a kernel over a picture.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {Settings} settings
   * @returns {Grid}
   */
  function correlate(picture, kernel, settings) {
    const map = grid(
      outputLength(picture.height, kernel.height, settings),
      outputLength(picture.width, kernel.width, settings),
    );
    for (let row = 0; row < map.height; row++) {
      for (let column = 0; column < map.width; column++) {
        let sum = 0;
        for (const term of terms(picture, kernel, settings, row, column))
          sum += term.product;
        map.values[row * map.width + column] = sum;
      }
    }
    return map;
  }

  /**
   * Set what is negative to zero.
   * @param {Grid} map
   * @returns {Grid}
   */
  function relu(map) {
    return grid(
      map.height,
      map.width,
      map.values.map((value) => Math.max(0, value)),
    );
  }

  /**
   * Keep the largest value of each window of 2 × 2; a last odd row or column is left out.
   * @param {Grid} map
   * @returns {Grid}
   */
  function maxPool(map) {
    const pooled = grid(Math.floor(map.height / 2), Math.floor(map.width / 2));
    for (let row = 0; row < pooled.height; row++) {
      for (let column = 0; column < pooled.width; column++) {
        const first = 2 * row * map.width + 2 * column;
        const places = [
          first,
          first + 1,
          first + map.width,
          first + map.width + 1,
        ];
        const values = places.map((place) => map.values[place]);
        pooled.values[row * pooled.width + column] = Math.max(...values);
      }
    }
    return pooled;
  }

  const convolution = {
    grid,
    outputLength,
    zerosBefore,
    terms,
    correlate,
    relu,
    maxPool,
  };
  root.course = Object.assign(root.course || {}, { convolution });
  if (typeof module === "object") module.exports = convolution;
})(/** @type {any} */ (globalThis));
