"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { means, middle, shrink } = require("../../../book/_widgets/network-picture.js");

/** Rows of a picture of one color. */
const evenRows = (width, color) => (first, count) =>
  Array.from({ length: width * count }, () => [...color, 255]).flat();

test("the middle has the shape of the small picture", () => {
  assert.deepEqual(middle(300, 200, 32, 32), { left: 50, top: 0, width: 200, height: 200 });
  assert.deepEqual(middle(200, 301, 32, 32), { left: 0, top: 50, width: 200, height: 200 });
  assert.deepEqual(middle(100, 100, 64, 32), { left: 0, top: 25, width: 100, height: 50 });
});

test("of a line of one pixel something is left", () => {
  const cut = middle(1, 1, 64, 32);
  assert.deepEqual([cut.width, cut.height], [1, 1]);
});

test("every mean has weights that add up to one, and stays within the picture", () => {
  for (const [length, start, used, newLength] of [
    [1, 0, 1, 32],
    [7, 0, 7, 32],
    [32, 0, 32, 32],
    [1000, 250, 500, 32],
    [333, 0, 333, 32],
  ]) {
    for (const { start: first, weights } of means(length, start, used, newLength)) {
      assert.ok(first >= 0 && first + weights.length <= length);
      assert.ok(Math.abs(weights.reduce((one, other) => one + other) - 1) < 1e-12);
    }
  }
});

test("a picture of the right size stays as it is", () => {
  const pixels = Array.from({ length: 4 * 6 }, (_, place) =>
    place % 4 === 3 ? 255 : place * 9,
  );
  const rows = (first, count) => pixels.slice(first * 12, (first + count) * 12);
  const small = shrink(3, 2, rows, [2, 3, 3]);
  assert.deepEqual(
    Array.from(small),
    pixels.filter((_, place) => place % 4 !== 3),
  );
});

test("an even picture stays even, at any size, and gray is weighed", () => {
  const color = shrink(701, 130, evenRows(701, [10, 200, 30]), [4, 4, 3]);
  assert.deepEqual(new Set(color), new Set([10, 200, 30]));
  const gray = shrink(70, 130, evenRows(70, [10, 200, 30]), [4, 4, 1]);
  assert.deepEqual(
    new Set(gray),
    new Set([Math.round(0.299 * 10 + 0.587 * 200 + 0.114 * 30)]),
  );
});
