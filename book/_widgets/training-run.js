"use strict";

/** A run: a network that sees the training pictures again and again, batch by batch. */
(function (root) {
  const { stream, shuffled } = root.course.trainingRandom;
  const { network, differentiate, evaluate, adam } = root.course.trainingNetwork;

  /**
   * @param {TrainingData} data
   * @param {TrainingSettings} settings
   */
  function start(data, settings) {
    const { training, validation, shape } = data;
    const count = training.pictures.length;
    const model = network(shape, data.classes.length, settings);
    const improve = adam(model.parameters, settings.rate);
    const random = stream(settings.seed, "order");
    const stepsAnEpoch = Math.ceil(count / settings.batch);
    /** @type {Epoch[]} */
    const epochs = [];
    /** @type {number[]} */
    let waiting = [];
    let sums = { loss: 0, accuracy: 0 };
    let steps = 0;
    let broken = false;
    /** @type {number | null} */
    let batchLoss = null;

    /** Learn from one batch; the last one of an epoch may be smaller. */
    function step() {
      if (waiting.length === 0) {
        waiting = shuffled(count, random);
        sums = { loss: 0, accuracy: 0 };
      }
      const batch = waiting.splice(0, settings.batch);
      const { loss, accuracy } = differentiate(model, training, batch);
      steps += 1;
      batchLoss = loss;
      broken = !Number.isFinite(loss);
      if (broken) return;
      improve();
      sums.loss += loss * batch.length;
      sums.accuracy += accuracy * batch.length;
      if (waiting.length === 0) epochs.push(summary());
    }

    /** @returns {Epoch} */
    function summary() {
      const seen = evaluate(model, validation);
      return {
        loss: sums.loss / count,
        accuracy: sums.accuracy / count,
        validationLoss: seen.loss,
        validationAccuracy: seen.accuracy,
      };
    }

    /** @returns {Snapshot} */
    function snapshot() {
      const kernels = model.parameters[0].values.slice();
      return {
        epochs: [...epochs],
        steps,
        stepsAnEpoch,
        batchLoss,
        kernels,
        broken,
      };
    }

    return {
      step,
      snapshot,
      epochs: () => epochs.length,
      broken: () => broken,
    };
  }

  const trainingRun = { start };
  root.course = Object.assign(root.course || {}, { trainingRun });
  if (typeof module === "object") module.exports = trainingRun;
})(/** @type {any} */ (globalThis));
