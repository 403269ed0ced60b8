"use strict";

const assert = require("node:assert");
const { test } = require("node:test");
const {
  GUESSING,
  counter,
  loss,
  standing,
} = require("../../../book/_widgets/training-words.js");

const EPOCH = { loss: 0.5, accuracy: 0.8, validationLoss: 0.625, validationAccuracy: 0.75 };
const GUESS = {
  loss: 1.2,
  accuracy: 0.35,
  validationLoss: GUESSING.loss,
  validationAccuracy: GUESSING.accuracy,
};
const START = { epochs: [], steps: 0, stepsAnEpoch: 23, batchLoss: null, broken: false };

test("a loss has three digits, or a power of ten, or no value", () => {
  assert.strictEqual(loss(0.12345), "0.123");
  assert.strictEqual(loss(393000), "3.9e+5");
  assert.strictEqual(loss(NaN), "NaN");
  assert.strictEqual(loss(Infinity), "infinite");
});

test("a run is told from its first step to its last epoch", () => {
  assert.match(standing(START), /not learned anything/);
  assert.match(standing({ ...START, steps: 3, batchLoss: 1.1 }), /^Step 3: loss 1\.100 /);
  assert.strictEqual(
    standing({ ...START, epochs: [GUESS, EPOCH], steps: 46, batchLoss: 0.5 }),
    "Epoch 2: loss 0.500 in training, 0.625 in validation; " +
      "accuracy 80.0\u00a0% in training, 75.0\u00a0% in validation.",
  );
});

test("guessing is called guessing, and learning is not", () => {
  const guessing = { ...START, epochs: [EPOCH, GUESS], steps: 46, batchLoss: 1 };
  assert.match(standing(guessing), /no better than guessing/);
  const right = { ...GUESS, validationAccuracy: 0.6 };
  assert.doesNotMatch(standing({ ...guessing, epochs: [right] }), /guessing/);
});

test("a broken run is explained", () => {
  const broken = { ...START, steps: 2, batchLoss: NaN, broken: true };
  assert.match(
    standing(broken),
    /^At step 2 the loss is NaN.*start over.*lower learning rate/,
  );
});

test("the counter counts within the epoch under way", () => {
  const text = counter({ ...START, epochs: [EPOCH, EPOCH], steps: 50, batchLoss: 0.5 });
  assert.match(text, /^2 epochs done · step 4 of 23 in the next · 50 steps in all/);
  assert.match(text, /loss of the last batch 0\.500$/);
  assert.doesNotMatch(counter(START), /last batch/);
});
