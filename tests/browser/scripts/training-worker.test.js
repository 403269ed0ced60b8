"use strict";

const assert = require("node:assert");
const { test } = require("node:test");
const PARTS = [
  "random",
  "parameters",
  "convolution",
  "layers",
  "network",
  "run",
  "pictures",
];
for (const part of PARTS) require(`../../../book/_widgets/training-${part}.js`);
const { trainer } = require("../../../book/_widgets/training-worker.js");

const SHAPE = [16, 16, 3];
const [CLASSES, TRAINING, VALIDATION] = [["a", "b", "c"], 4, 1];
const BYTES = (CLASSES.length * (TRAINING + VALIDATION) * 16 * 16 * 3) / 2;

const PACKED = {
  classes: CLASSES,
  shape: SHAPE,
  trainingAClass: TRAINING,
  validationAClass: VALIDATION,
  pixels: Buffer.from(Array.from({ length: BYTES }, (_, i) => (i * 37) % 256)).toString(
    "base64",
  ),
};
const SETTINGS = { rate: 0.001, batch: 5, dropout: 0.5, seed: 1 };

/** A trainer with its pictures, and what it reports. */
function started(settings = SETTINGS) {
  const reports = [];
  const order = trainer((report) => reports.push(report));
  order({ action: "load", packed: PACKED });
  order({ action: "begin", run: 1, settings });
  return { reports, order, last: () => reports[reports.length - 1] };
}

async function until(condition) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

test("a step is one batch, and an epoch ends with a smaller one", () => {
  const { order, last } = started();
  assert.strictEqual(last().steps, 0);
  assert.strictEqual(last().stepsAnEpoch, 3);
  for (let step = 1; step <= 3; step++) {
    order({ action: "step" });
    assert.strictEqual(last().steps, step);
    assert.strictEqual(last().running, false);
    assert.strictEqual(last().epochs.length, step === 3 ? 1 : 0);
  }
});

test("it goes as far as it was told, and further when told again", async () => {
  const { order, last } = started();
  order({ action: "go", lastEpoch: 2 });
  assert.ok(last().running);
  await until(() => !last().running);
  assert.strictEqual(last().epochs.length, 2);
  order({ action: "go", lastEpoch: 3 });
  await until(() => !last().running);
  assert.strictEqual(last().steps, 9);
});

test("a pause changes nothing of what comes out", async () => {
  const [paused, through] = [started(), started()];
  paused.order({ action: "go", lastEpoch: 1000 });
  await until(() => paused.last().steps > 0);
  paused.order({ action: "pause" });
  assert.strictEqual(paused.last().running, false);
  const { steps, kernels } = paused.last();
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.strictEqual(paused.last().steps, steps);
  while (through.last().steps < steps) through.order({ action: "step" });
  assert.deepStrictEqual(through.last().kernels, kernels);
});

test("another seed gives other numbers, the same seed the same, and begin begins anew", () => {
  const [first, other] = [started(), started({ ...SETTINGS, seed: 2 })];
  assert.notDeepStrictEqual(first.last().kernels, other.last().kernels);
  first.order({ action: "step" });
  const { batchLoss } = first.last();
  first.order({ action: "begin", run: 2, settings: SETTINGS });
  assert.deepStrictEqual([first.last().run, first.last().steps], [2, 0]);
  first.order({ action: "step" });
  assert.strictEqual(first.last().batchLoss, batchLoss);
});

test("a run whose loss is no number stops by itself and takes no further step", async () => {
  const { order, last } = started({ ...SETTINGS, rate: 1e30 });
  order({ action: "go", lastEpoch: 30 });
  await until(() => !last().running);
  const { steps, broken, batchLoss } = last();
  assert.ok(broken && !Number.isFinite(batchLoss));
  order({ action: "step" });
  assert.strictEqual(last().steps, steps);
});
