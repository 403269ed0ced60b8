"use strict";

/**
 * Convolution as Keras computes it, on one gray picture: cross-correlation with
 * stride and padding, ReLU and max pooling.
 *
 * A classic script, so that it runs from `file://`; Node loads it for its tests.
 */
(function (root) {
  /**
   * Make a grid, filled with zeros unless there are values.
   * @param {number} height
   * @param {number} width
   * @param {ArrayLike<number>} [values]
   * @returns {Grid}
   */
  function grid(height, width, values) {
    const filled = values ? Float64Array.from(values) : new Float64Array(height * width);
    if (filled.length !== height * width) {
      throw new RangeError(`${filled.length} numbers are no ${height} × ${width}.`);
    }
    return { height, width, values: filled };
  }

  /**
   * How many windows fit along one side.
   * @param {number} length
   * @param {number} kernelLength
   * @param {ConvolutionSettings} settings
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
   * @param {ConvolutionSettings} settings
   */
  function zerosBefore(length, kernelLength, settings) {
    if (settings.padding === "valid") return 0;
    const steps = outputLength(length, kernelLength, settings) - 1;
    return Math.floor(Math.max(0, steps * settings.stride + kernelLength - length) / 2);
  }

  /**
   * Where the window lies that makes one value of the feature map.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {ConvolutionSettings} settings
   * @param {GridPlace} place in the feature map
   * @returns {GridPlace} of its upper left corner, which padding may put outside of the picture
   */
  function windowCorner(picture, kernel, settings, { row, column }) {
    const above = zerosBefore(picture.height, kernel.height, settings);
    const left = zerosBefore(picture.width, kernel.width, settings);
    return { row: row * settings.stride - above, column: column * settings.stride - left };
  }

  /**
   * @param {Grid} picture
   * @param {number} row
   * @param {number} column
   */
  function isInside(picture, row, column) {
    return row >= 0 && row < picture.height && column >= 0 && column < picture.width;
  }

  /**
   * The products whose sum is one value of the feature map.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {ConvolutionSettings} settings
   * @param {GridPlace} place in the feature map
   * @returns {Term[]} row by row
   */
  function terms(picture, kernel, settings, place) {
    const corner = windowCorner(picture, kernel, settings, place);
    return Array.from(kernel.values, (weight, number) => {
      const row = corner.row + Math.floor(number / kernel.width);
      const column = corner.column + (number % kernel.width);
      const inside = isInside(picture, row, column);
      const value = inside ? picture.values[row * picture.width + column] : 0;
      return { value, weight, product: value * weight, inside };
    });
  }

  /**
   * Multiply a window with the kernel, number by number, and add up.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {GridPlace} corner
   */
  function windowSum(picture, kernel, corner) {
    let sum = 0;
    for (let i = 0; i < kernel.height; i++) {
      for (let j = 0; j < kernel.width; j++) {
        const [row, column] = [corner.row + i, corner.column + j];
        if (isInside(picture, row, column)) {
          const value = picture.values[row * picture.width + column];
          sum += value * kernel.values[i * kernel.width + j];
        }
      }
    }
    return sum;
  }

  /**
   * Slide a kernel over a picture.
   * @param {Grid} picture
   * @param {Grid} kernel
   * @param {ConvolutionSettings} settings
   * @returns {Grid}
   */
  function correlate(picture, kernel, settings) {
    const map = grid(
      outputLength(picture.height, kernel.height, settings),
      outputLength(picture.width, kernel.width, settings),
    );
    for (let row = 0; row < map.height; row++) {
      for (let column = 0; column < map.width; column++) {
        const corner = windowCorner(picture, kernel, settings, { row, column });
        map.values[row * map.width + column] = windowSum(picture, kernel, corner);
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
    return { ...map, values: map.values.map((value) => Math.max(0, value)) };
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
        const upper = 2 * row * map.width + 2 * column;
        const lower = upper + map.width;
        pooled.values[row * pooled.width + column] = Math.max(
          map.values[upper],
          map.values[upper + 1],
          map.values[lower],
          map.values[lower + 1],
        );
      }
    }
    return pooled;
  }

  const convolution = {
    grid,
    outputLength,
    zerosBefore,
    windowCorner,
    terms,
    correlate,
    relu,
    maxPool,
  };
  root.course = Object.assign(root.course || {}, { convolution });
  if (typeof module === "object") module.exports = convolution;
})(/** @type {any} */ (globalThis));
