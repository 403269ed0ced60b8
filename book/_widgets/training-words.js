"use strict";

/** A run in words: numbers as they are read, and what has happened. */
(function (root) {
  const CLASSES = 3;
  // How near to guessing still counts as guessing, without hiding that it learns slowly.
  const NEAR = { loss: 0.02, accuracy: 0.05 };

  const GUESSING = { loss: Math.log(CLASSES), accuracy: 1 / CLASSES };

  /** @param {number} value */
  function loss(value) {
    if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : "infinite";
    return value < 1000 ? value.toFixed(3) : value.toExponential(1);
  }

  /** @param {number} value */
  const percent = (value) => `${(Math.round(1000 * value) / 10).toFixed(1)}\u00a0%`;

  /**
   * @param {Epoch} epoch
   * @param {number} number
   */
  function epochInWords(epoch, number) {
    return (
      `Epoch ${number}: loss ${loss(epoch.loss)} in training, ` +
      `${loss(epoch.validationLoss)} in validation; accuracy ` +
      `${percent(epoch.accuracy)} in training, ` +
      `${percent(epoch.validationAccuracy)} in validation.`
    );
  }

  /**
   * What the last epoch means, if that can be said.
   * @param {Epoch[]} epochs
   */
  function meaning(epochs) {
    const last = epochs[epochs.length - 1];
    const guesses =
      Math.abs(last.validationLoss - GUESSING.loss) < NEAR.loss &&
      Math.abs(last.validationAccuracy - GUESSING.accuracy) < NEAR.accuracy;
    return guesses ? "So far it does no better than guessing." : "";
  }

  /** @param {Snapshot} snapshot */
  function brokenInWords({ steps, batchLoss }) {
    return (
      `At step ${steps} the loss is ${loss(Number(batchLoss))}, no number to improve any ` +
      "more. The step before went so far that the scores outgrew the largest number that " +
      "32 bits can hold, and from there on no gradient leads back. A run has to start over " +
      "then, with a lower learning rate."
    );
  }

  /**
   * Where a run stands, for those who listen.
   * @param {Snapshot} snapshot
   */
  function standing(snapshot) {
    const { epochs, steps, broken } = snapshot;
    if (broken) return brokenInWords(snapshot);
    if (epochs.length > 0) {
      const last = epochs[epochs.length - 1];
      return `${epochInWords(last, epochs.length)} ${meaning(epochs)}`.trim();
    }
    if (steps === 0) return "A new network, which has not learned anything yet.";
    return `Step ${steps}: loss ${loss(Number(snapshot.batchLoss))} for the pictures of this batch.`;
  }

  /**
   * How far a run has come, for those who look.
   * @param {Snapshot} snapshot
   */
  function counter({ epochs, steps, stepsAnEpoch, batchLoss }) {
    const inEpoch = steps - epochs.length * stepsAnEpoch;
    const known = batchLoss === null ? "" : ` · loss of the last batch ${loss(batchLoss)}`;
    return (
      `${epochs.length} epochs done · step ${inEpoch} of ${stepsAnEpoch} in the next · ` +
      `${steps} steps in all${known}`
    );
  }

  const trainingWords = { GUESSING, loss, percent, standing, counter };
  root.course = Object.assign(root.course || {}, { trainingWords });
  if (typeof module === "object") module.exports = trainingWords;
})(/** @type {any} */ (globalThis));
