"use strict";

/** What made one value of a network: which values before it, by which weights. */
(function (root) {
  const { ACTIVATIONS, SUMS, offsetOf, windowOf } =
    /** @type {typeof import("./network-compute.js")} */ (
      typeof module === "object" ? require("./network-compute.js") : root.course.network
    );

  const WEIGHTED = ["Conv2D", "Dense"];
  const POOLED = [
    "MaxPooling2D",
    "GlobalMaxPooling2D",
    "AveragePooling2D",
    "GlobalAveragePooling2D",
  ];

  /**
   * @param {Maps} maps
   * @param {Place} place
   */
  function valueAt(maps, { row, column, channel }) {
    return maps.values[offsetOf(maps, row, column) + channel];
  }

  /**
   * Where a value of a flat list stood before it was flattened.
   * @param {Maps} maps what was flattened
   * @param {number} position in the list
   * @returns {Place}
   */
  function unflatten(maps, position) {
    const channel = position % maps.channels;
    const pixel = (position - channel) / maps.channels;
    const column = pixel % maps.width;
    return { row: (pixel - column) / maps.width, column, channel };
  }

  /**
   * @param {TrainedNetwork} network
   * @param {Maps[]} maps what `compute` gave
   * @param {number} index of a layer, not the first
   * @param {Place} place in what comes out of it
   * @returns {Reasons}
   */
  function explain(network, maps, index, place) {
    const layer = network.layers[index];
    const input = maps[index - 1];
    const sums = SUMS[layer.kind](layer, input, place.row, place.column);
    return {
      parts: partsOf(layer, input, place),
      bias: biasOf(layer, place.channel),
      sum: sums[place.channel],
      value: ACTIVATIONS[layer.activation](sums)[place.channel],
    };
  }

  /**
   * @param {TrainedLayer} layer
   * @param {number} channel
   */
  function biasOf(layer, channel) {
    if (layer.bias) return layer.bias[channel];
    return layer.offset ? layer.offset[channel] : 0;
  }

  /**
   * @param {TrainedLayer} layer
   * @param {Maps} input
   * @param {Place} place
   * @returns {Part[]}
   */
  function partsOf(layer, input, place) {
    if (WEIGHTED.includes(layer.kind)) return weightedParts(layer, input, place);
    if (POOLED.includes(layer.kind))
      return windowOf(layer, input, place.row, place.column)
        .filter(({ inside }) => inside)
        .map(({ row, column }) => part(input, { ...place, row, column }, 1));
    if (layer.kind === "Flatten") return [part(input, unflatten(input, place.channel), 1)];
    return [part(input, place, layer.scale ? layer.scale[place.channel] : 1)];
  }

  /**
   * @param {TrainedLayer} layer
   * @param {Maps} input
   * @param {Place} place
   * @returns {Part[]} window after window, by channel of the input
   */
  function weightedParts(layer, input, place) {
    const outputs = layer.bias.length;
    const places = windowOf(layer, input, place.row, place.column);
    /** @type {Part[]} */
    const parts = [];
    for (let channel = 0; channel < input.channels; channel++) {
      places.forEach(({ row, column, inside }, position) => {
        const weight =
          layer.weights[(position * input.channels + channel) * outputs + place.channel];
        const where = { row, column, channel };
        parts.push(
          inside
            ? part(input, where, weight)
            : { ...where, value: 0, weight, padding: true },
        );
      });
    }
    return parts;
  }

  /**
   * @param {Maps} input
   * @param {Place} place
   * @param {number} weight
   * @returns {Part}
   */
  function part(input, place, weight) {
    const { row, column, channel } = place;
    return {
      row,
      column,
      channel,
      value: valueAt(input, place),
      weight,
      padding: false,
    };
  }

  /**
   * The part of each map of the input in a value.
   * @param {Part[]} parts
   * @returns {MapShare[]} what counts most first
   */
  function byMap(parts) {
    /** @type {Map<number, Part[]>} */
    const groups = new Map();
    for (const one of parts)
      groups.set(one.channel, [...(groups.get(one.channel) || []), one]);
    return [...groups]
      .map(([channel, group]) => ({
        channel,
        parts: group,
        sum: group.reduce((sum, { value, weight }) => sum + value * weight, 0),
      }))
      .sort((one, other) => Math.abs(other.sum) - Math.abs(one.sum));
  }

  /**
   * Where a value really comes from, behind the layers that only pass it on.
   * @param {TrainedNetwork} network
   * @param {Maps[]} maps
   * @param {number} index of a layer
   * @param {Place} place in what comes out of it
   * @returns {{index: number, place: Place}}
   */
  function origin(network, maps, index, place) {
    const { kind } = network.layers[index];
    if (kind === "Dropout") return origin(network, maps, index - 1, place);
    if (kind !== "Flatten") return { index, place };
    return origin(network, maps, index - 1, unflatten(maps[index - 1], place.channel));
  }

  /**
   * The place of the largest value.
   * @param {Maps} maps
   * @param {number} [channel] of one map; of all if not given
   * @returns {Place}
   */
  function strongest(maps, channel) {
    let best = { row: 0, column: 0, channel: channel ?? 0 };
    for (let position = 0; position < maps.values.length; position++) {
      const place = unflatten(maps, position);
      if (channel !== undefined && place.channel !== channel) continue;
      if (maps.values[position] > valueAt(maps, best)) best = place;
    }
    return best;
  }

  const ours = {
    POOLED,
    WEIGHTED,
    byMap,
    explain,
    origin,
    strongest,
    unflatten,
    valueAt,
  };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
