"use strict";

const assert = require("node:assert");
const { test } = require("node:test");
require("../../../book/_widgets/elements.js");
const { roundUp, tickText } = require("../../../book/_widgets/training-curves.js");
const { colorsOf, meanChange } = require("../../../book/_widgets/training-kernels.js");

test("an axis ends at a round number that is large enough", () => {
  const wanted = { 1.3: 2, 2: 2, 3: 5, 7: 10, 10: 10, 11: 20, 393000: 500000 };
  for (const [value, rounded] of Object.entries(wanted))
    assert.strictEqual(roundUp(Number(value)), rounded);
  for (let power = -3; power < 30; power++)
    for (const factor of [1, 1.7, 4.4, 9.9]) {
      const value = factor * 10 ** power;
      assert.ok(roundUp(value) >= value * (1 - 1e-6) && roundUp(value) < 2.6 * value);
    }
});

test("ticks are short", () => {
  assert.deepStrictEqual([0, 0.5, 1.2, 250, 2500].map(tickText), [
    "0",
    "0.5",
    "1.2",
    "250",
    "3e+3",
  ]);
});

test("kernels lie side by side, and gray is zero", () => {
  // height, width, colors, filters: two filters, with one weight that differs from 0 each
  const kernels = new Float32Array(3 * 3 * 3 * 2);
  const place = (row, column, color, filter) =>
    ((row * 3 + column) * 3 + color) * 2 + filter;
  kernels[place(0, 0, 0, 0)] = 2;
  kernels[place(2, 1, 2, 1)] = -2;
  const { width, height, pixels } = colorsOf(kernels, 2);
  assert.deepStrictEqual([width, height], [7, 3]);
  const pixel = (row, column) => [...pixels.slice(4 * (row * width + column)).slice(0, 4)];
  assert.deepStrictEqual(pixel(0, 0), [255, 128, 128, 255]);
  assert.deepStrictEqual(pixel(2, 5), [128, 128, 0, 255]);
  assert.deepStrictEqual(pixel(1, 1), [128, 128, 128, 255]);
  assert.deepStrictEqual(pixel(1, 3), [0, 0, 0, 0], "the gap is transparent");
});

test("the change of weights is a mean of distances", () => {
  const [start, now] = [Float32Array.of(0, 1, -1), Float32Array.of(0.5, 0, -1)];
  assert.strictEqual(meanChange(start, now), 0.5);
});
