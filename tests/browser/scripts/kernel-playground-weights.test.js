"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");

const weights = require("../../../book/_widgets/kernel-playground-weights.js");

const GOOD = {
  2: [2, "2"],
  " -0.5 ": [-0.5, "-0.5"],
  "−1": [-1, "-1"],
  "0,25": [0.25, "0.25"],
  "1/9": [1 / 9, "1 / 9"],
  "-1 / 4": [-0.25, "-1 / 4"],
  ".5": [0.5, "0.5"],
  "3.": [3, "3"],
  "+4": [4, "4"],
  "007": [7, "7"],
  "1e-3": [0.001, "0.001"],
  1000000: [1e6, "1000000"],
};
for (const [text, [value, python]] of Object.entries(GOOD)) {
  test(`“${text}” is ${value}`, () => {
    assert.deepEqual(weights.readWeight(text), { value, python, problem: "" });
  });
}

const BAD = {
  "": "is empty",
  "  ": "is empty",
  edge: "is “edge”, which is no number",
  NaN: "is “NaN”, which is no number",
  Infinity: "is “Infinity”, which is no number",
  "1e999": "is “1e999”, which is no number",
  "0x10": "is “0x10”, which is no number",
  "1/0": "is “1/0”, which is no number",
  "0/0": "is “0/0”, which is no number",
  "1/2/3": "is “1/2/3”, which is no number",
  "1/": "is “1/”, which is no number",
  "--1": "is “--1”, which is no number",
  "1 2": "is “1 2”, which is no number",
  "-1000001": "is -1000001, and at most a million is allowed",
};
for (const [text, problem] of Object.entries(BAD)) {
  test(`“${text}” ${problem}`, () => {
    assert.equal(weights.readWeight(text).problem, problem);
  });
}

test("numbers are shown with two digits, and with a sign for rounding", () => {
  assert.equal(weights.equals(5), "= 5");
  assert.equal(weights.equals(-12), "= −12");
  assert.equal(weights.equals(1 / 9), "≈ 0.11");
  assert.equal(weights.equals(-1234.567), "≈ −1234.57");
  assert.equal(weights.equals(0.0001234), "≈ 0.00012");
  assert.equal(weights.shown(-0), "0");
  assert.equal(weights.about(5), "5");
  assert.equal(weights.about(-0.126), "about −0.13");
});
