"use strict";

const assert = require("node:assert");
const { test } = require("node:test");
const {
  EXPERIMENTS,
  FIELDS,
  read,
  seedAfter,
} = require("../../../book/_widgets/training-settings.js");

test("what will do is read", () => {
  const good = {
    rate: [
      ["0.001", 0.001],
      [" 0,01 ", 0.01],
      ["1e-3", 0.001],
      ["1e12", 1e12],
      ["5", 5],
    ],
    batch: [
      ["1", 1],
      ["32", 32],
      ["720", 720],
    ],
    dropout: [
      ["0", 0],
      ["0.5", 0.5],
      [".25", 0.25],
      ["0,999", 0.999],
    ],
    seed: [
      ["0", 0],
      ["1", 1],
      ["999999", 999999],
    ],
  };
  for (const [name, pairs] of Object.entries(good))
    for (const [text, value] of pairs)
      assert.deepStrictEqual(read(name, text), { value, complaint: "" });
});

test("what won't do gets a sentence that names the field and what was typed", () => {
  const bad = {
    rate: ["", "abc", "NaN", "0", "-1", "Infinity", "1e999", "1 000", "0.1.1"],
    batch: ["", "abc", "NaN", "0", "-32", "1.5", "721", "1e9"],
    dropout: ["", "abc", "NaN", "-0.1", "1", "50", "50%"],
    seed: ["", "abc", "NaN", "-1", "0.5", "1000000"],
  };
  const starts = {
    rate: /^The learning/,
    batch: /^The batch/,
    dropout: /^Dropout/,
    seed: /^The seed/,
  };
  for (const [name, texts] of Object.entries(bad))
    for (const text of texts) {
      const { complaint } = read(name, text);
      assert.match(complaint, starts[name], text);
      assert.ok(complaint.includes(text ? `“${text}”` : "empty"), complaint);
    }
});

test("a long text is not repeated whole", () => {
  assert.ok(read("rate", "x".repeat(10000)).complaint.length < 150);
});

test("the experiments are settings that will do", () => {
  for (const experiment of Object.values(EXPERIMENTS))
    for (const { name } of FIELDS)
      if (name in experiment)
        assert.strictEqual(read(name, experiment[name]).complaint, "");
});

test("after the last seed comes the first", () => {
  assert.strictEqual(seedAfter(1), 2);
  assert.strictEqual(seedAfter(999999), 0);
});
