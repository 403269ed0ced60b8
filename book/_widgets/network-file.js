"use strict";

/** Read a network that `python -m lessons_lib export-web` has written. */
(function (root) {
  const { compute, probabilities } = /** @type {typeof import("./network-compute.js")} */ (
    typeof module === "object" ? require("./network-compute.js") : root.course.network
  );

  const FORMAT = "image-classification-course";
  const VERSION = 1;
  const SCRIPT = /^globalThis\.courseModel = (\{.*\});\s*$/s;
  // Rounding the weights to 16 bits changes a probability by less than this, a fault by more.
  const TOLERANCE = 0.02;

  /**
   * @param {string} text of the file
   * @returns {TrainedNetwork}
   * @throws {Error} with a sentence for the reader
   */
  function networkFromText(text) {
    const found = SCRIPT.exec(text);
    if (!found) throw new Error(OTHER_FORMAT);
    let content;
    try {
      content = JSON.parse(found[1]);
    } catch {
      throw new Error("This file is damaged: write it once more.");
    }
    return networkFrom(content);
  }

  const OTHER_FORMAT =
    "This is no file that “python -m lessons_lib export-web” has written, so it can't be read.";

  /**
   * @param {any} content of the file
   * @returns {TrainedNetwork}
   * @throws {Error} with a sentence for the reader
   */
  function networkFrom(content) {
    if (!content || content.format !== FORMAT) throw new Error(OTHER_FORMAT);
    if (content.version !== VERSION)
      throw new Error(
        `This network is of version ${content.version}, and the page reads version ` +
          `${VERSION}: write the file with the same version of the course as the page.`,
      );
    /** @type {TrainedNetwork} */
    let network;
    /** @type {boolean} */
    let agrees;
    try {
      network = { ...content, layers: withWeights(content) };
      const picture = checkPicture(network.layers[0].shape);
      const answer = probabilities(compute(network, picture));
      const expected = probabilities([/** @type {any} */ ({ values: content.check })]);
      // written so that what is missing or NaN does not agree
      agrees = answer.every((one, place) => Math.abs(one - expected[place]) < TOLERANCE);
      agrees = agrees && network.classes.length === answer.length;
    } catch {
      throw new Error("This file is damaged: write it once more.");
    }
    if (!agrees)
      throw new Error(
        "This network gives another answer here than in Keras, so it is not shown: the file " +
          "is damaged, or this page has a fault.",
      );
    return network;
  }

  /**
   * The picture of lessons_lib.web_model.document.check_picture.
   * @param {Shape} shape
   */
  function checkPicture([height, width, channels]) {
    return Uint8Array.from(
      { length: height * width * channels },
      (_, place) => (place * 37) % 256,
    );
  }

  /**
   * Give the layers their weights, which lie behind one another in one piece.
   * @param {any} content
   * @returns {TrainedLayer[]}
   */
  function withWeights(content) {
    const values = floats(bytesFrom(content.data));
    let next = 0;
    /** @param {number} length */
    const take = (length) => {
      if (next + length > values.length) throw new RangeError("too few weights");
      next += length;
      return values.subarray(next - length, next);
    };
    return content.layers.map(
      (/** @type {TrainedLayer} */ layer, /** @type {number} */ index) => {
        if (layer.kind !== "Conv2D" && layer.kind !== "Dense") return layer;
        const inputs = content.layers[index - 1].shape[2];
        const outputs = layer.shape[2];
        const weights = take(layer.window[0] * layer.window[1] * inputs * outputs);
        return { ...layer, weights, bias: take(outputs) };
      },
    );
  }

  /**
   * @param {string} base64
   * @returns {Uint8Array}
   */
  function bytesFrom(base64) {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  /**
   * Read 16-bit floating-point numbers (IEEE 754), the low byte first.
   * @param {Uint8Array} bytes
   * @returns {Float32Array}
   */
  function floats(bytes) {
    const view = new DataView(bytes.buffer);
    return Float32Array.from({ length: bytes.length / 2 }, (_, place) =>
      float16(view.getUint16(2 * place, true)),
    );
  }

  /** @param {number} bits */
  function float16(bits) {
    const sign = bits & 0x8000 ? -1 : 1;
    const exponent = (bits >> 10) & 0x1f;
    const fraction = bits & 0x3ff;
    if (exponent === 0) return sign * fraction * 2 ** -24; // too small for a leading 1
    if (exponent === 0x1f) return fraction ? NaN : sign * Infinity;
    return sign * (1024 + fraction) * 2 ** (exponent - 25);
  }

  const ours = { bytesFrom, float16, networkFrom, networkFromText };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
