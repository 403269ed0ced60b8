"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");

const convolution = require("../../../book/_widgets/convolution.js");

/** @param {number[][]} rows */
function grid(rows) {
  return convolution.grid(rows.length, rows[0].length, rows.flat());
}

/** @param {{height: number, width: number, values: Float64Array}} map */
function rows({ height, width, values }) {
  return Array.from({ length: height }, (_, row) => [
    ...values.slice(row * width, (row + 1) * width),
  ]);
}

const VALID = { stride: 1, padding: "valid" };
const BELOW_MINUS_ABOVE = grid([
  [-1, -1, -1],
  [0, 0, 0],
  [1, 1, 1],
]);
// a light band on a dark ground, as in episode 3
const BAND = grid([
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
  [0, 100, 100, 100, 100],
  [0, 100, 100, 100, 100],
  [0, 0, 0, 0, 0],
  [0, 0, 0, 0, 0],
]);

test("the sums of episode 3's band", () => {
  assert.deepEqual(rows(convolution.correlate(BAND, BELOW_MINUS_ABOVE, VALID)), [
    [200, 300, 300],
    [200, 300, 300],
    [-200, -300, -300],
    [-200, -300, -300],
  ]);
});

test("the kernel is not turned", () => {
  const picture = grid([[1, 2, 4]]);
  assert.deepEqual(rows(convolution.correlate(picture, grid([[1, 0, 0]]), VALID)), [[1]]);
});

test("an odd zero of padding goes behind the last pixel", () => {
  const settings = { stride: 2, padding: "same" };
  assert.equal(convolution.zerosBefore(8, 3, settings), 0);
  assert.equal(convolution.outputLength(8, 3, settings), 4);
  assert.equal(convolution.zerosBefore(7, 3, settings), 1);
  assert.equal(convolution.outputLength(7, 3, settings), 4);
});

test("the products of a window add up to its sum, at every place", () => {
  const picture = grid([
    [3, 1, 4, 1, 5],
    [9, 2, 6, 5, 3],
    [5, 8, 9, 7, 9],
    [3, 2, 3, 8, 4],
  ]);
  const kernel = grid([
    [1, -2, 0.5],
    [0, 3, -1],
    [2, 0.25, -4],
  ]);
  for (const padding of ["valid", "same"]) {
    for (const stride of [1, 2, 3]) {
      const settings = { stride, padding };
      const map = convolution.correlate(picture, kernel, settings);
      map.values.forEach((value, number) => {
        const row = Math.floor(number / map.width);
        const column = number % map.width;
        const terms = convolution.terms(picture, kernel, settings, { row, column });
        assert.equal(terms.length, 9);
        assert.equal(
          terms.reduce((sum, { product }) => sum + product, 0),
          value,
        );
      });
    }
  }
});

test("what lies outside of the picture is 0 and says so", () => {
  const settings = { stride: 1, padding: "same" };
  const first = convolution.terms(BAND, BELOW_MINUS_ABOVE, settings, { row: 0, column: 0 });
  assert.deepEqual(
    first.map(({ inside }) => inside),
    [false, false, false, false, true, true, false, true, true],
  );
  assert.ok(first.filter(({ inside }) => !inside).every(({ value }) => value === 0));
});

test("a kernel larger than the picture leaves nothing", () => {
  const map = convolution.correlate(grid([[1, 2]]), BELOW_MINUS_ABOVE, VALID);
  assert.equal(map.values.length, 0);
});

test("ReLU turns what is negative into 0", () => {
  assert.deepEqual(rows(convolution.relu(grid([[-2, 0, 3]]))), [[0, 0, 3]]);
});

test("max pooling keeps the largest of four and leaves out an odd row and column", () => {
  const map = grid([
    [1, 5, 2, 0, 9],
    [3, 4, 8, 1, 9],
    [-7, -2, -1, -3, 9],
    [-6, -5, -9, -4, 9],
    [9, 9, 9, 9, 9],
  ]);
  assert.deepEqual(rows(convolution.maxPool(map)), [
    [5, 8],
    [-2, -1],
  ]);
});

test("a grid refuses the wrong number of values", () => {
  assert.throws(() => convolution.grid(2, 2, [1, 2, 3]), /3 numbers are no 2 × 2/);
});
