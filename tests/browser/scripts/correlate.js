"use strict";

/** Compute the maps of the cases on the standard input, for a test written in Python. */
const { readFileSync } = require("node:fs");

const convolution = require("../../../book/_widgets/convolution.js");

/** @param {number[][]} rows */
function grid(rows) {
  return convolution.grid(rows.length, rows[0].length, rows.flat());
}

const cases = JSON.parse(readFileSync(0, "utf-8"));
const maps = cases.map(({ picture, kernel, stride, padding }) => {
  const sums = convolution.correlate(grid(picture), grid(kernel), { stride, padding });
  const active = convolution.relu(sums);
  const pooled = convolution.maxPool(active);
  return [sums, active, pooled].map(({ height, width, values }) => ({
    height,
    width,
    values: [...values],
  }));
});
process.stdout.write(JSON.stringify(maps));
