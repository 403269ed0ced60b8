"use strict";

/** Show what made one value: the values before it, the weights, the sum, the activation. */
(function (root) {
  const { element } = root.course.elements;
  const {
    POOLED,
    WEIGHTED,
    activated,
    counted,
    explain,
    followButton,
    framedMap,
    isList,
    number,
    strongestMaps,
    strongestValues,
    work,
  } = root.course.network;

  /** @typedef {{network: TrainedNetwork, maps: Maps[], index: number, place: Place}} Choice */
  /** @typedef {(index: number, place: Place) => void} Follow */

  /**
   * @param {Choice} choice
   * @param {Follow} follow what happens when the reader goes back to a value before
   * @returns {Node[]}
   */
  function reasonsFor(choice, follow) {
    const { network, maps, index, place } = choice;
    const layer = network.layers[index];
    if (index === 0) return [paragraph(pixel(network, maps[0], place))];
    const reasons = explain(network, maps, index, place);
    if (WEIGHTED.includes(layer.kind))
      return [
        paragraph(weightedSum(reasons), activated(layer.activation, reasons)),
        ...(isList(network.layers[index - 1].shape)
          ? [strongestValues(choice, reasons, follow)]
          : strongestMaps(choice, reasons, follow)),
      ];
    if (POOLED.includes(layer.kind)) return pooled(choice, reasons, follow);
    return passedOn(choice, reasons, follow);
  }

  /** @param {...string} sentences */
  function paragraph(...sentences) {
    return element("p", {}, sentences.filter(Boolean).join(" "));
  }

  /**
   * @param {TrainedNetwork} network
   * @param {Maps} picture
   * @param {Place} place
   */
  function pixel({ white }, picture, { row, column, channel }) {
    const value =
      picture.values[(row * picture.width + column) * picture.channels + channel];
    const byte = Math.round((255 * value) / white);
    return white === 1
      ? `The file says ${byte}, on a scale from 0 to 255. Divided by 255 it is ${number(value)}.`
      : `The file says ${byte}, on a scale from 0 to 255, and the network takes it as it is.`;
  }

  /** @param {Reasons} reasons */
  function weightedSum({ parts, bias, sum }) {
    return (
      `${counted(parts.length, "product")} of a value and a weight add up to ` +
      `${number(sum - bias)}. With the bias ${number(bias)} that is ${number(sum)}.`
    );
  }

  /**
   * @param {Choice} choice
   * @param {Reasons} reasons
   * @param {Follow} follow
   */
  function pooled({ network, maps, index, place }, { parts, value }, follow) {
    const layer = network.layers[index];
    const keepsLargest = layer.kind.includes("Max");
    const values = parts.map((one) => one.value);
    const largest = parts[values.indexOf(Math.max(...values))];
    const listed = parts.length <= 16 ? `: ${values.map(number).join(", ")}` : "";
    const kept = keepsLargest
      ? `The largest of ${counted(parts.length, "value")}${listed}. The rest is thrown away.`
      : `The mean of ${counted(parts.length, "value")}${listed}.`;
    return [
      paragraph(kept, `What comes out is ${number(value)}.`),
      element(
        "figure",
        { class: "network-card" },
        framedMap(maps[index - 1], place.channel, parts),
        followButton(network, maps, index - 1, largest, follow),
      ),
    ];
  }

  /**
   * @param {Choice} choice
   * @param {Reasons} reasons
   * @param {Follow} follow
   */
  function passedOn({ network, maps, index }, reasons, follow) {
    const layer = network.layers[index];
    const [one] = reasons.parts;
    const scaled = layer.scale
      ? `${number(one.value)} times ${number(one.weight)}, plus ${number(reasons.bias)}, is ` +
        `${number(reasons.sum)}.`
      : `The value before is ${number(one.value)}.`;
    const alone = layer.scale || layer.activation !== "linear" ? "" : work(layer);
    return [
      paragraph(alone, scaled, activated(layer.activation, reasons)),
      followButton(network, maps, index - 1, one, follow),
    ];
  }

  Object.assign(root.course.network, { reasonsFor });
})(/** @type {any} */ (globalThis));
