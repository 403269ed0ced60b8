"use strict";

/** Read a network that `python -m lessons_lib export-web` has written. */
(function (root) {
  const { compute, probabilities } = /** @type {typeof import("./network-compute.js")} */ (
    typeof module === "object" ? require("./network-compute.js") : root.course.network
  );

  const FORMAT = "image-classification-course";
  const VERSION = 1;
  const SCRIPT = /^globalThis\.courseModel = (\{.*\});\s*$/s;
  // Rounding the weights changes a probability by far less than this, a fault by more.
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
    const bytes = bytesFrom(content.data);
    const view = new DataView(bytes.buffer);
    let next = 0;
    /** @param {number} length @param {number} step */
    const take = (length, step) =>
      Float32Array.from({ length }, () => {
        next += 2;
        return view.getInt16(next - 2, true) * step; // the low byte comes first
      });
    /** @param {any} layer @param {number} index */
    const complete = (layer, index) => {
      if (!layer.steps) return layer;
      const inputs = content.layers[index - 1].shape[2];
      const outputs = layer.shape[2];
      const length = layer.window[0] * layer.window[1] * inputs * outputs;
      const weights = take(length, layer.steps[0]);
      return { ...layer, weights, bias: take(outputs, layer.steps[1]) };
    };
    return content.layers.map(complete);
  }

  /**
   * @param {string} base64
   * @returns {Uint8Array}
   */
  function bytesFrom(base64) {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  }

  const ours = { bytesFrom, networkFrom, networkFromText };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
