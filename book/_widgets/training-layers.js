"use strict";

/** The layers that treat all values alike, one picture at a time. */
(function (root) {
  const { size, weights, zeros } = root.course.trainingParameters;

  /**
   * Set what is negative to zero.
   * @param {number[]} shape
   * @returns {Layer}
   */
  function relu(shape) {
    const output = new Float32Array(size(shape));
    const inputGradient = new Float32Array(size(shape));
    return {
      name: "relu",
      outputShape: shape,
      parameters: [],
      forward(input) {
        for (let place = 0; place < output.length; place++)
          output[place] = Math.max(0, input[place]);
        return output;
      },
      backward(gradient) {
        for (let place = 0; place < output.length; place++)
          inputGradient[place] = output[place] > 0 ? gradient[place] : 0;
        return inputGradient;
      },
    };
  }

  /**
   * In training, set a share of the values to zero and scale the others up, so that their
   * expected sum stays; else hand on what comes.
   * @param {number[]} shape
   * @param {number} rate the share
   * @param {RandomNumber} random
   * @returns {Layer & {factors: Float32Array}}
   */
  function dropout(shape, rate, random) {
    const factors = new Float32Array(size(shape)).fill(1);
    const output = new Float32Array(factors.length);
    const inputGradient = new Float32Array(factors.length);
    return {
      name: "dropout",
      outputShape: shape,
      parameters: [],
      factors,
      forward(input, training) {
        for (let place = 0; place < output.length; place++) {
          factors[place] = !training ? 1 : random() < rate ? 0 : 1 / (1 - rate);
          output[place] = input[place] * factors[place];
        }
        return output;
      },
      backward(gradient) {
        for (let place = 0; place < output.length; place++)
          inputGradient[place] = gradient[place] * factors[place];
        return inputGradient;
      },
    };
  }

  /**
   * Each output is a weighted sum of all inputs, whatever shape they have.
   * @param {number[]} inputShape
   * @param {number} units
   * @param {RandomNumber} random
   * @returns {Layer}
   */
  function dense(inputShape, units, random) {
    const inputs = size(inputShape);
    const kernel = weights([inputs, units], inputs, units, random);
    const bias = zeros([units]);
    const output = new Float32Array(units);
    const inputGradient = new Float32Array(inputs);
    let seen = inputGradient;
    return {
      name: "dense",
      outputShape: [units],
      parameters: [kernel, bias],
      forward(input) {
        seen = input;
        output.set(bias.values);
        for (let place = 0; place < inputs; place++)
          for (let unit = 0; unit < units; unit++)
            output[unit] += input[place] * kernel.values[place * units + unit];
        return output;
      },
      backward(gradient) {
        inputGradient.fill(0);
        for (let unit = 0; unit < units; unit++) {
          bias.gradient[unit] += gradient[unit];
          for (let place = 0; place < inputs; place++) {
            const weight = place * units + unit;
            kernel.gradient[weight] += gradient[unit] * seen[place];
            inputGradient[place] += gradient[unit] * kernel.values[weight];
          }
        }
        return inputGradient;
      },
    };
  }

  const trainingLayers = { relu, dropout, dense };
  root.course = Object.assign(root.course || {}, { trainingLayers });
  if (typeof module === "object") module.exports = trainingLayers;
})(/** @type {any} */ (globalThis));
