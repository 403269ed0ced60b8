"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { compute } = require("../../../book/_widgets/network-compute.js");
const {
  byMap,
  explain,
  origin,
  unflatten,
} = require("../../../book/_widgets/network-explain.js");

const plain = { activation: "linear", strides: [1, 1], padding: "valid", window: [1, 1] };
const network = {
  name: "small",
  white: 255,
  classes: ["a", "b"],
  layers: [
    { ...plain, name: "image", kind: "InputLayer", shape: [2, 2, 2] },
    {
      ...plain,
      name: "conv",
      kind: "Conv2D",
      activation: "relu",
      shape: [2, 2, 1],
      window: [3, 3],
      padding: "same",
      weights: Float32Array.from({ length: 18 }, (_, place) => place - 9),
      bias: Float32Array.of(5),
    },
    { ...plain, name: "pool", kind: "MaxPooling2D", shape: [1, 1, 1], window: [2, 2] },
    { ...plain, name: "dropout", kind: "Dropout", shape: [1, 1, 1] },
    { ...plain, name: "flatten", kind: "Flatten", shape: [1, 1, 1] },
  ],
};
// by pixel, two channels each
const picture = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
const maps = compute(network, picture);

test("a sum names every product, also those with padding", () => {
  const { parts, bias, sum, value } = explain(network, maps, 1, {
    row: 0,
    column: 0,
    channel: 0,
  });
  assert.equal(parts.length, 18);
  assert.equal(parts.filter(({ padding }) => padding).length, 10);
  const [corner] = parts.filter(
    ({ row, column, channel }) => row === 0 && column === 0 && channel === 0,
  );
  assert.deepEqual([corner.value, corner.weight], [1, -1]); // the middle of the kernel
  const products = parts.map((part) => part.value * part.weight);
  assert.equal(products.reduce((one, other) => one + other) + bias, sum);
  assert.equal(value, Math.max(0, sum));
});

test("the maps of a sum come with the largest part first", () => {
  const { parts } = explain(network, maps, 1, { row: 1, column: 1, channel: 0 });
  const shares = byMap(parts);
  assert.deepEqual(shares.map(({ channel }) => channel).sort(), [0, 1]);
  assert.ok(Math.abs(shares[0].sum) >= Math.abs(shares[1].sum));
});

test("a pool names the values among which it chose", () => {
  const { parts, value } = explain(network, maps, 2, { row: 0, column: 0, channel: 0 });
  assert.deepEqual(
    parts.map((part) => part.value),
    Array.from(maps[1].values),
  );
  assert.equal(value, Math.max(...maps[1].values));
});

test("a value of a list is found where it stood before", () => {
  const before = { height: 2, width: 3, channels: 4, values: new Float32Array(24) };
  assert.deepEqual(unflatten(before, 23), { row: 1, column: 2, channel: 3 });
  assert.deepEqual(unflatten(before, 5), { row: 0, column: 1, channel: 1 });
  const place = { row: 0, column: 0, channel: 0 };
  assert.deepEqual(origin(network, maps, 4, place), { index: 2, place });
});
