"use strict";

/** How the network's numbers and layers are put into words. */
(function (root) {
  /** @param {number} value */
  function number(value) {
    const digits = Math.abs(value) >= 100 ? 1 : 3;
    return value
      .toFixed(digits)
      .replace(/^-(?=[0.]*$)/, "")
      .replace("-", "−");
  }

  /** @param {number} share */
  function percent(share) {
    return share > 0 && share < 0.001 ? "below 0.1 %" : `${(100 * share).toFixed(1)} %`;
  }

  /** @param {number} count @param {string} thing */
  function counted(count, thing) {
    return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
  }

  /** @param {Shape} shape */
  function isList(shape) {
    return shape[0] === 1 && shape[1] === 1;
  }

  /**
   * Where a value stands; everything is counted from zero, as in NumPy.
   * @param {TrainedLayer} layer
   * @param {Place} place
   */
  function placeName({ kind, shape }, { row, column, channel }) {
    if (isList(shape)) return `value ${channel}`;
    return `${mapName({ kind, shape }, channel)}, row ${row}, column ${column}`;
  }

  /**
   * @param {{kind: string, shape: Shape}} layer
   * @param {number} channel
   */
  function mapName({ kind, shape }, channel) {
    if (kind !== "InputLayer") return `map ${channel}`;
    return shape[2] === 3 ? ["red", "green", "blue"][channel] : "gray";
  }

  /** @param {Shape} shape */
  function size(shape) {
    const [height, width, channels] = shape;
    if (isList(shape)) return counted(channels, "value");
    return `${counted(channels, "map")} of ${height} × ${width}`;
  }

  /** @param {[number, number]} window */
  const by = ([height, width]) => `${height} × ${width}`;

  /** @type {Record<string, (layer: TrainedLayer) => string>} */
  const WORK = {
    InputLayer: ({ shape }) =>
      shape[2] === 3
        ? "The picture as numbers: how much red, green and blue each pixel has."
        : "The picture as numbers: how bright each pixel is.",
    Rescaling: () => "Multiplies every value by one number and adds another.",
    Conv2D: (layer) =>
      `Slides ${counted(layer.shape[2], "kernel")} of ${by(layer.window)} over all the maps ` +
      "before. Each makes one new map.",
    MaxPooling2D: (layer) =>
      `Keeps the largest value of each window of ${by(layer.window)}.`,
    AveragePooling2D: (layer) => `Keeps the mean of each window of ${by(layer.window)}.`,
    GlobalMaxPooling2D: () => "Keeps the largest value of each map.",
    GlobalAveragePooling2D: () => "Keeps the mean of each map.",
    BatchNormalization: () =>
      "Multiplies each map by a number and adds another, both found in training.",
    Dropout: () =>
      "Sets random values to zero in training. Now it passes everything on unchanged.",
    Flatten: () => "Writes all the maps into one long list.",
    Dense: () => "Each value is a weighted sum of all the values before, plus a bias.",
    Activation: () => "Applies its function to every value.",
    ReLU: () => "Turns what is negative into zero.",
    Softmax: () => "Turns numbers into shares that add up to one.",
  };

  /** @type {Record<string, string>} */
  const AFTERWARD = {
    linear: "",
    relu: "Then ReLU turns what is negative into zero.",
    sigmoid: "Then a sigmoid turns each number into one between 0 and 1.",
    tanh: "Then tanh turns each number into one between −1 and 1.",
    softmax: "Then softmax turns the numbers into shares that add up to one.",
  };

  /**
   * What the colors of a map stand for.
   * @param {{limit: number, signed: boolean}} scale
   */
  function colors({ limit, signed }) {
    return signed
      ? `Blue is ${number(-limit)}, white is 0, and red is ${number(limit)}.`
      : `Black is 0, and white is ${number(limit)}.`;
  }

  /**
   * What a layer does, in a sentence or two.
   * @param {TrainedLayer} layer
   */
  function work(layer) {
    const alone = ["ReLU", "Softmax"].includes(layer.kind);
    return [WORK[layer.kind](layer), alone ? "" : AFTERWARD[layer.activation]]
      .join(" ")
      .trim();
  }

  /**
   * What the activation makes of a sum.
   * @param {TrainedLayer["activation"]} activation
   * @param {Reasons} reasons
   */
  function activated(activation, { sum, value }) {
    const [before, after] = [number(sum), number(value)];
    if (activation === "relu")
      return sum > 0
        ? `ReLU keeps ${after}, since it is positive.`
        : `ReLU turns ${before} into 0, since it is not positive.`;
    if (activation === "softmax")
      return (
        `Softmax divides e to the power of ${before} by the sum of such powers over all ` +
        `values of this layer: ${after}.`
      );
    return activation === "linear" ? "" : `The ${activation} of ${before} is ${after}.`;
  }

  const ours = {
    activated,
    colors,
    counted,
    isList,
    mapName,
    number,
    percent,
    placeName,
    size,
    work,
  };
  root.course = root.course || {};
  root.course.network = Object.assign(root.course.network || {}, ours);
  if (typeof module === "object") module.exports = ours;
})(/** @type {any} */ (globalThis));
