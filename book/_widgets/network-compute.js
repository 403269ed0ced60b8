"use strict";

/** What a trained network computes from a picture, layer by layer. */
(function (root) {
  /**
   * @param {Shape} shape
   * @returns {Maps} filled with zeros
   */
  function emptyMaps([height, width, channels]) {
    return {
      height,
      width,
      channels,
      values: new Float32Array(height * width * channels),
    };
  }

  /**
   * Where the values of one place begin, one for each channel.
   * @param {Maps} maps
   * @param {number} row
   * @param {number} column
   */
  function offsetOf(maps, row, column) {
    return (row * maps.width + column) * maps.channels;
  }

  /**
   * How many places lie outside, before the first value of a side; where their number is
   * odd, Keras puts the one more behind the last.
   * @param {TrainedLayer} layer
   * @param {Maps} input
   * @param {0 | 1} side 0 for the height, 1 for the width
   */
  function placesBefore(layer, input, side) {
    if (layer.padding === "valid") return 0;
    const length = side === 0 ? input.height : input.width;
    const reach = (layer.shape[side] - 1) * layer.strides[side] + layer.window[side];
    return Math.floor(Math.max(0, reach - length) / 2);
  }

  /**
   * The places of the input that one place of the output looks at.
   * @param {TrainedLayer} layer
   * @param {Maps} input
   * @param {number} row of the output
   * @param {number} column of the output
   */
  function windowOf(layer, input, row, column) {
    const top = row * layer.strides[0] - placesBefore(layer, input, 0);
    const left = column * layer.strides[1] - placesBefore(layer, input, 1);
    const places = [];
    for (let i = 0; i < layer.window[0]; i++) {
      for (let j = 0; j < layer.window[1]; j++) {
        const [y, x] = [top + i, left + j];
        const inside = y >= 0 && y < input.height && x >= 0 && x < input.width;
        places.push({ row: y, column: x, inside });
      }
    }
    return places;
  }

  /** @typedef {(layer: TrainedLayer, input: Maps, row: number, column: number) => Float64Array} Sums */

  /** @type {Sums} convolution, as Keras means it; a dense layer is one with a window of one */
  function weighted(layer, input, row, column) {
    const sums = Float64Array.from(layer.bias);
    const places = windowOf(layer, input, row, column);
    for (let place = 0; place < places.length; place++) {
      if (!places[place].inside) continue;
      const from = offsetOf(input, places[place].row, places[place].column);
      for (let channel = 0; channel < input.channels; channel++) {
        const value = input.values[from + channel];
        if (value === 0) continue; // after a ReLU, many are
        const weights = (place * input.channels + channel) * sums.length;
        for (let output = 0; output < sums.length; output++)
          sums[output] += value * layer.weights[weights + output];
      }
    }
    return sums;
  }

  /** @type {Sums} */
  function largest(layer, input, row, column) {
    const found = new Float64Array(input.channels).fill(-Infinity);
    for (const place of windowOf(layer, input, row, column)) {
      if (!place.inside) continue;
      const from = offsetOf(input, place.row, place.column);
      for (let channel = 0; channel < found.length; channel++)
        found[channel] = Math.max(found[channel], input.values[from + channel]);
    }
    return found;
  }

  /** @type {Sums} places outside don't count */
  function mean(layer, input, row, column) {
    const places = windowOf(layer, input, row, column).filter((place) => place.inside);
    const sums = new Float64Array(input.channels);
    for (const place of places) {
      const from = offsetOf(input, place.row, place.column);
      for (let channel = 0; channel < sums.length; channel++)
        sums[channel] += input.values[from + channel];
    }
    return sums.map((sum) => sum / places.length);
  }

  /** @type {Sums} */
  function scaled(layer, input, row, column) {
    return same(layer, input, row, column).map(
      (value, channel) => value * layer.scale[channel] + layer.offset[channel],
    );
  }

  /** @type {Sums} */
  function same(layer, input, row, column) {
    const from = offsetOf(input, row, column);
    return Float64Array.from(input.values.subarray(from, from + input.channels));
  }

  /** @type {Sums} */
  function all(layer, input) {
    return Float64Array.from(input.values);
  }

  // What the activation is given at one place, by the layer's class in Keras. The exporter
  // knows the same ones: lessons_lib/web_model/layers.py.
  /** @type {Record<string, Sums>} */
  const SUMS = {
    Conv2D: weighted,
    Dense: weighted,
    MaxPooling2D: largest,
    GlobalMaxPooling2D: largest,
    AveragePooling2D: mean,
    GlobalAveragePooling2D: mean,
    Rescaling: scaled,
    BatchNormalization: scaled,
    Dropout: same, // it drops nothing once the training is over
    Activation: same,
    ReLU: same,
    Softmax: same,
    Flatten: all,
  };

  /** @type {Record<string, (sums: Float64Array) => Float64Array>} */
  const ACTIVATIONS = {
    linear: (sums) => sums,
    relu: (sums) => sums.map((sum) => Math.max(0, sum)),
    sigmoid: (sums) => sums.map((sum) => 1 / (1 + Math.exp(-sum))),
    tanh: (sums) => sums.map(Math.tanh),
    softmax(sums) {
      const highest = Math.max(...sums); // no power of e can become infinite then
      const powers = sums.map((sum) => Math.exp(sum - highest));
      const total = powers.reduce((one, other) => one + other);
      return powers.map((power) => power / total);
    },
  };

  /**
   * @param {TrainedLayer} layer
   * @param {Maps} input
   * @returns {Maps}
   */
  function layerOutput(layer, input) {
    const output = emptyMaps(layer.shape);
    for (let row = 0; row < output.height; row++) {
      for (let column = 0; column < output.width; column++) {
        const sums = SUMS[layer.kind](layer, input, row, column);
        const values = ACTIVATIONS[layer.activation](sums);
        output.values.set(values, offsetOf(output, row, column));
      }
    }
    return output;
  }

  /**
   * @param {TrainedNetwork} network
   * @param {Uint8Array} picture of the network's size, by row, column and channel
   * @returns {Maps[]} what comes out of each layer; the first is the picture itself
   */
  function compute(network, picture) {
    const [first, ...layers] = network.layers;
    const input = emptyMaps(first.shape);
    input.values.set(picture);
    input.values.forEach((value, place, values) => {
      values[place] = (value * network.white) / 255;
    });
    const maps = [input];
    for (const layer of layers) maps.push(layerOutput(layer, maps[maps.length - 1]));
    return maps;
  }

  /**
   * @param {Maps[]} maps
   * @returns {number[]} one number a class
   */
  function probabilities(maps) {
    const { values } = maps[maps.length - 1];
    // the sigmoid of a single unit is the probability of the second of two classes
    return values.length === 1 ? [1 - values[0], values[0]] : Array.from(values);
  }

  const ours = {
    ACTIVATIONS,
    SUMS,
    compute,
    emptyMaps,
    offsetOf,
    probabilities,
    windowOf,
  };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
