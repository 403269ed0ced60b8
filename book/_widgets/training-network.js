"use strict";

/** The network of "Train one here", how wrong it is, and how Adam improves it. */
(function (root) {
  const { stream } = root.course.trainingRandom;
  const { convolution, maxPooling } = root.course.trainingConvolution;
  const { relu, dropout, dense } = root.course.trainingLayers;

  /**
   * Stack two convolutions, each with ReLU and pooling, dropout, and a dense layer whose
   * outputs are the scores of the classes.
   * @param {number[]} inputShape
   * @param {number} classes
   * @param {{dropout: number, seed: number}} settings
   * @returns {Network}
   */
  function network(inputShape, classes, { dropout: rate, seed }) {
    const random = stream(seed, "weights");
    /** @type {Layer[]} */
    const layers = [];
    const shape = () => layers[layers.length - 1].outputShape;
    layers.push(convolution(inputShape, 8, 3, random));
    layers.push(relu(shape()));
    layers.push(maxPooling(shape()));
    layers.push(convolution(shape(), 16, 3, random));
    layers.push(relu(shape()));
    layers.push(maxPooling(shape()));
    layers.push(dropout(shape(), rate, stream(seed, "dropout")));
    layers.push(dense(shape(), classes, random));
    return stacked(layers);
  }

  /**
   * @param {Layer[]} layers
   * @returns {Network}
   */
  function stacked(layers) {
    return {
      layers,
      parameters: layers.flatMap((layer) => layer.parameters),
      forward: (picture, training) =>
        layers.reduce((values, layer) => layer.forward(values, training), picture),
      backward(gradient) {
        layers.reduceRight((values, layer) => layer.backward(values), gradient);
      },
    };
  }

  /**
   * Softmax and cross-entropy in one, with the gradient for the scores.
   * @param {Float32Array} scores
   * @param {number} label
   */
  function crossEntropy(scores, label) {
    const largest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - largest));
    const sum = powers.reduce((total, power) => total + power, 0);
    const gradient = powers.map((power) => power / sum);
    gradient[label] -= 1;
    const loss = Math.log(sum) + largest - scores[label];
    return { loss, gradient, correct: scores.indexOf(largest) === label };
  }

  /**
   * The gradients of a batch's mean loss, left in the parameters.
   * @param {Network} network
   * @param {Examples} examples
   * @param {number[]} batch which of the examples
   * @returns {{loss: number, accuracy: number}} the means of the batch
   */
  function differentiate(network, examples, batch) {
    for (const { gradient } of network.parameters) gradient.fill(0);
    let [loss, correct] = [0, 0];
    for (const example of batch) {
      const scores = network.forward(examples.pictures[example], true);
      const result = crossEntropy(scores, examples.labels[example]);
      network.backward(result.gradient.map((value) => value / batch.length));
      loss += result.loss;
      correct += Number(result.correct);
    }
    return { loss: loss / batch.length, accuracy: correct / batch.length };
  }

  /**
   * The mean loss and the accuracy, without learning from them.
   * @param {Network} network
   * @param {Examples} examples
   */
  function evaluate(network, examples) {
    let [loss, correct] = [0, 0];
    examples.pictures.forEach((picture, example) => {
      const scores = network.forward(picture, false);
      const result = crossEntropy(scores, examples.labels[example]);
      loss += result.loss;
      correct += Number(result.correct);
    });
    const count = examples.pictures.length;
    return { loss: loss / count, accuracy: correct / count };
  }

  /**
   * Adam with the defaults of Keras.
   * @param {Parameter[]} parameters
   * @param {number} rate
   * @returns {() => void} changes the parameters by one step
   */
  function adam(parameters, rate) {
    const [keepMean, keepSquare, small] = [0.9, 0.999, 1e-7];
    const means = parameters.map(({ values }) => new Float32Array(values.length));
    const squares = means.map((mean) => new Float32Array(mean.length));
    let steps = 0;
    return () => {
      steps += 1;
      const corrected =
        (rate * Math.sqrt(1 - keepSquare ** steps)) / (1 - keepMean ** steps);
      parameters.forEach(({ values, gradient }, number) => {
        const [mean, square] = [means[number], squares[number]];
        for (let place = 0; place < values.length; place++) {
          const slope = gradient[place];
          mean[place] += (slope - mean[place]) * (1 - keepMean);
          square[place] += (slope * slope - square[place]) * (1 - keepSquare);
          values[place] -= (corrected * mean[place]) / (Math.sqrt(square[place]) + small);
        }
      });
    };
  }

  const trainingNetwork = {
    network,
    stacked,
    crossEntropy,
    differentiate,
    evaluate,
    adam,
  };
  root.course = Object.assign(root.course || {}, { trainingNetwork });
  if (typeof module === "object") module.exports = trainingNetwork;
})(/** @type {any} */ (globalThis));
