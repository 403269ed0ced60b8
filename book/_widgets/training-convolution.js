"use strict";

/**
 * The layers that know where in a picture a value stands, one picture at a time. Shapes and
 * orders are those of Keras: height, width, channels; kernels are height, width, channels,
 * filters.
 */
(function (root) {
  const { size, weights, zeros } = root.course.trainingParameters;

  /**
   * A convolution without padding, stride 1.
   * @param {number[]} inputShape
   * @param {number} filters
   * @param {number} side of the kernels
   * @param {RandomNumber} random
   * @returns {Layer}
   */
  function convolution(inputShape, filters, side, random) {
    const [height, width, channels] = inputShape;
    const outputShape = [height - side + 1, width - side + 1, filters];
    const area = side * side;
    const kernel = weights(
      [side, side, channels, filters],
      area * channels,
      area * filters,
      random,
    );
    const bias = zeros([filters]);
    const output = new Float32Array(size(outputShape));
    const inputGradient = new Float32Array(size(inputShape));
    let seen = inputGradient;

    const { values, gradient: kernelGradient } = kernel;
    // Where the places of a window lie, counted from its first one.
    const places = windowPlaces(side, width, channels);
    const firstOf = (/** @type {number} */ row, /** @type {number} */ column) =>
      (row * width + column) * channels;

    return {
      name: "convolution",
      outputShape,
      parameters: [kernel, bias],
      forward(input) {
        seen = input;
        let target = 0;
        for (let row = 0; row < outputShape[0]; row++) {
          for (let column = 0; column < outputShape[1]; column++) {
            const first = firstOf(row, column);
            output.set(bias.values, target);
            for (let place = 0; place < places.length; place++) {
              const value = input[first + places[place]];
              const weight = place * filters;
              for (let filter = 0; filter < filters; filter++)
                output[target + filter] += value * values[weight + filter];
            }
            target += filters;
          }
        }
        return output;
      },
      backward(gradient) {
        inputGradient.fill(0);
        let source = 0;
        for (let row = 0; row < outputShape[0]; row++) {
          for (let column = 0; column < outputShape[1]; column++) {
            const first = firstOf(row, column);
            for (let filter = 0; filter < filters; filter++, source++) {
              const slope = gradient[source];
              // Pooling and ReLU stop most gradients: nothing to hand on.
              if (slope === 0) continue;
              bias.gradient[filter] += slope;
              for (let place = 0; place < places.length; place++) {
                const pixel = first + places[place];
                const weight = place * filters + filter;
                kernelGradient[weight] += slope * seen[pixel];
                inputGradient[pixel] += slope * values[weight];
              }
            }
          }
        }
        return inputGradient;
      },
    };
  }

  /**
   * @param {number} side of the window
   * @param {number} width of the picture
   * @param {number} channels
   */
  function windowPlaces(side, width, channels) {
    const places = [];
    for (let row = 0; row < side; row++)
      for (let step = 0; step < side * channels; step++)
        places.push(row * width * channels + step);
    return Int32Array.from(places);
  }

  /**
   * Keep the largest value of each window of 2 × 2; a last odd row or column is left out.
   * @param {number[]} inputShape
   * @returns {Layer}
   */
  function maxPooling(inputShape) {
    const [height, width, channels] = inputShape;
    const outputShape = [Math.floor(height / 2), Math.floor(width / 2), channels];
    const output = new Float32Array(size(outputShape));
    const inputGradient = new Float32Array(size(inputShape));
    const largest = new Uint32Array(output.length);
    const below = width * channels;
    return {
      name: "max pooling",
      outputShape,
      parameters: [],
      forward(input) {
        let place = 0;
        for (let row = 0; row < outputShape[0]; row++) {
          for (let column = 0; column < outputShape[1]; column++) {
            for (let channel = 0; channel < channels; channel++, place++) {
              const first = (2 * row * width + 2 * column) * channels + channel;
              let best = first;
              for (const other of [
                first + channels,
                first + below,
                first + below + channels,
              ])
                if (input[other] > input[best]) best = other;
              largest[place] = best;
              output[place] = input[best];
            }
          }
        }
        return output;
      },
      backward(gradient) {
        inputGradient.fill(0);
        largest.forEach((pixel, place) => {
          inputGradient[pixel] = gradient[place];
        });
        return inputGradient;
      },
    };
  }

  const trainingConvolution = { convolution, maxPooling };
  root.course = Object.assign(root.course || {}, { trainingConvolution });
  if (typeof module === "object") module.exports = trainingConvolution;
})(/** @type {any} */ (globalThis));
