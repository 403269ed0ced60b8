"use strict";

/**
 * Make a picture as small as the network wants it, as Keras' `load_img` does with
 * `keep_aspect_ratio=True` and `interpolation="bilinear"`: the middle is cut out, and each
 * new pixel is a weighted mean of all the old ones that it covers, and a few around them.
 * A browser's own way of shrinking differs, and the network would see another picture.
 */
(function (root) {
  // red, green and blue as the eye weighs them (ITU-R BT.601), like Pillow's mode "L"
  const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114];
  const ROWS_AT_A_TIME = 64;

  /** @typedef {{start: number, weights: number[]}} Mean of neighbors along one side */
  /** @typedef {(first: number, count: number) => ArrayLike<number>} Rows red, green, blue, alpha */

  /**
   * The largest rectangle in the middle that has the shape of the small picture.
   * @param {number} width
   * @param {number} height
   * @param {number} smallWidth
   * @param {number} smallHeight
   */
  function middle(width, height, smallWidth, smallHeight) {
    const fitting = Math.floor((height * smallWidth) / smallHeight);
    const cutWidth = Math.max(1, Math.min(width, fitting));
    const cutHeight = Math.max(
      1,
      Math.min(height, Math.floor((width * smallHeight) / smallWidth)),
    );
    return {
      left: Math.floor((width - cutWidth) / 2),
      top: Math.floor((height - cutHeight) / 2),
      width: cutWidth,
      height: cutHeight,
    };
  }

  /**
   * How the new pixels along one side are made. A weight falls linearly with the distance
   * from the new pixel's middle and reaches zero one new pixel away, or one old pixel away
   * where the picture is enlarged.
   * @param {number} length of the whole side
   * @param {number} start of the part that is used
   * @param {number} used length of that part
   * @param {number} newLength
   * @returns {Mean[]}
   */
  function means(length, start, used, newLength) {
    const step = used / newLength;
    const reach = Math.max(1, step);
    return Array.from({ length: newLength }, (_, place) => {
      const center = start + (place + 0.5) * step;
      const first = Math.max(0, Math.floor(center - reach + 0.5));
      const end = Math.min(length, Math.floor(center + reach + 0.5));
      const weights = Array.from({ length: end - first }, (_, offset) =>
        Math.max(0, 1 - Math.abs(first + offset + 0.5 - center) / reach),
      );
      const total = weights.reduce((one, other) => one + other);
      return { start: first, weights: weights.map((weight) => weight / total) };
    });
  }

  /**
   * @param {number} width
   * @param {number} height
   * @param {Rows} rows of the large picture
   * @param {Shape} shape of the small one; one channel means gray
   * @returns {Uint8Array} by row, column and channel
   */
  function shrink(width, height, rows, [smallHeight, smallWidth, channels]) {
    const cut = middle(width, height, smallWidth, smallHeight);
    const across = means(width, cut.left, cut.width, smallWidth);
    const down = means(height, cut.top, cut.height, smallHeight);
    const first = down[0].start;
    const last = down[down.length - 1];
    const count = last.start + last.weights.length - first;
    const lineLength = smallWidth * channels;
    // all rows made narrow, then all columns made short; bytes in between, as in Pillow
    const narrow = new Uint8ClampedArray(count * lineLength);
    for (let row = 0; row < count; row += ROWS_AT_A_TIME) {
      const some = Math.min(ROWS_AT_A_TIME, count - row);
      const bytes = withChannels(rows(first + row, some), channels);
      for (let line = 0; line < some; line++) {
        const wide = bytes.subarray(line * width * channels);
        weightedMeans(wide, channels, across, narrow.subarray((row + line) * lineLength));
      }
    }
    const small = new Uint8ClampedArray(smallHeight * lineLength);
    const within = down.map((mean) => ({ ...mean, start: mean.start - first }));
    weightedMeans(narrow, lineLength, within, small);
    return Uint8Array.from(small);
  }

  /**
   * Write one mean after the other.
   * @param {Uint8Array | Uint8ClampedArray} values
   * @param {number} run how many values one neighbor has; they lie beside one another
   * @param {Mean[]} of
   * @param {Uint8ClampedArray} result
   */
  function weightedMeans(values, run, of, result) {
    of.forEach(({ start, weights }, place) => {
      for (let value = 0; value < run; value++) {
        let sum = 0.5; // rounds, once what is behind the point is cut off
        for (let offset = 0; offset < weights.length; offset++)
          sum += weights[offset] * values[(start + offset) * run + value];
        result[place * run + value] = Math.floor(sum);
      }
    });
  }

  /**
   * @param {ArrayLike<number>} pixels red, green, blue and alpha
   * @param {number} channels 3, or 1 for gray
   */
  function withChannels(pixels, channels) {
    const bytes = new Uint8Array((pixels.length / 4) * channels);
    for (let from = 0, to = 0; from < pixels.length; from += 4, to += channels) {
      if (channels === 3) {
        bytes[to] = pixels[from];
        bytes[to + 1] = pixels[from + 1];
        bytes[to + 2] = pixels[from + 2];
      } else {
        const gray =
          RED * pixels[from] + GREEN * pixels[from + 1] + BLUE * pixels[from + 2];
        bytes[to] = Math.round(gray);
      }
    }
    return bytes;
  }

  const ours = { means, middle, shrink };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
