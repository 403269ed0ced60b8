"use strict";

/** The numbers that training changes, as Keras starts them. */
(function (root) {
  /**
   * Glorot's uniform distribution, as Keras starts from.
   * @param {number[]} shape
   * @param {number} inputs that one output depends on
   * @param {number} outputs that depend on one input
   * @param {RandomNumber} random
   * @returns {Parameter}
   */
  function weights(shape, inputs, outputs, random) {
    const limit = Math.sqrt(6 / (inputs + outputs));
    const made = zeros(shape);
    made.values.forEach((_, place) => {
      made.values[place] = limit * (2 * random() - 1);
    });
    return made;
  }

  /**
   * @param {number[]} shape
   * @returns {Parameter}
   */
  function zeros(shape) {
    const count = size(shape);
    return {
      shape,
      values: new Float32Array(count),
      gradient: new Float32Array(count),
    };
  }

  /** @param {number[]} shape */
  function size(shape) {
    return shape.reduce((product, length) => product * length, 1);
  }

  const trainingParameters = { size, weights, zeros };
  root.course = Object.assign(root.course || {}, { trainingParameters });
  if (typeof module === "object") module.exports = trainingParameters;
})(/** @type {any} */ (globalThis));
