"use strict";

const assert = require("node:assert");
const test = require("node:test");

const { judge } = require("../../../book/_widgets/self-check.js");

const option = (chosen, right) => ({ chosen, right });

test("nothing chosen is no answer", () => {
  assert.deepEqual(judge([option(false, true), option(false, false)]), {
    verdict: "nothing",
    explain: [],
  });
});

test("a wrong option is explained, and the right one is not", () => {
  assert.deepEqual(judge([option(false, true), option(true, false)]), {
    verdict: "wrong",
    explain: [1],
  });
});

test("the right option is explained as well", () => {
  assert.deepEqual(judge([option(true, true), option(false, false)]), {
    verdict: "right",
    explain: [0],
  });
});

test("of several right options all have to be chosen", () => {
  const options = [option(true, true), option(false, true), option(false, false)];
  assert.deepEqual(judge(options), { verdict: "incomplete", explain: [] });
});

test("a wrong option among right ones is the one to talk about", () => {
  const options = [option(true, true), option(true, true), option(true, false)];
  assert.deepEqual(judge(options), { verdict: "wrong", explain: [2] });
});
