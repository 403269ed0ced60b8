"use strict";

const assert = require("node:assert/strict");
const { test } = require("node:test");

const { networkFromText } = require("../../../book/_widgets/network-file.js");

// two pixels, white against black: a list of two values, then the larger wins
const NETWORK = {
  format: "image-classification-course",
  version: 1,
  name: "tiny",
  white: 1,
  classes: ["left", "right"],
  layers: [
    { name: "image", kind: "InputLayer", activation: "linear", shape: [1, 2, 1] },
    { name: "flatten", kind: "Flatten", activation: "linear", shape: [1, 1, 2] },
    {
      name: "end",
      kind: "Dense",
      activation: "softmax",
      shape: [1, 1, 2],
      window: [1, 1],
      strides: [1, 1],
      padding: "valid",
      steps: [0.5, 1],
    },
  ],
  // the check picture is black and 37 of 255
  check: [1 / (1 + Math.exp(37 / 255)), 1 / (1 + Math.exp(-37 / 255))],
  data: packed([2, 0, 0, 2, 0, 0]),
};

/** Whole numbers in 16 bits, the low byte first. */
function packed(values) {
  const bytes = Buffer.alloc(2 * values.length);
  values.forEach((value, place) => bytes.writeInt16LE(value, 2 * place));
  return bytes.toString("base64");
}

const script = (content) => `globalThis.courseModel = ${JSON.stringify(content)};\n`;

test("a network comes out with its weights", () => {
  const { layers, classes } = networkFromText(script(NETWORK));
  assert.deepEqual(classes, ["left", "right"]);
  assert.deepEqual(Array.from(layers[2].weights), [1, 0, 0, 1]);
  assert.deepEqual(Array.from(layers[2].bias), [0, 0]);
});

const FAULTS = {
  "another script": ["alert(1)", /no file that “python -m lessons_lib export-web”/],
  "a model of Keras": ["PK\u0003\u0004", /no file that/],
  "no text": ["", /no file that/],
  "another format": [script({ ...NETWORK, format: "onnx" }), /no file that/],
  "another version": [
    script({ ...NETWORK, version: 2 }),
    /of version 2, .* reads version 1/,
  ],
  "cut JSON": ["globalThis.courseModel = {}};\n", /damaged/],
  "too few weights": [script({ ...NETWORK, data: packed([1, 0]) }), /damaged/],
  "weights that are no base64": [script({ ...NETWORK, data: "%" }), /damaged/],
  "no layers": [script({ ...NETWORK, layers: [] }), /damaged/],
  "an unknown layer": [
    script({
      ...NETWORK,
      layers: [NETWORK.layers[0], { kind: "Mystery", shape: [1, 1, 2] }],
    }),
    /damaged/,
  ],
  "changed weights": [
    script({ ...NETWORK, data: packed([0, 2, 2, 0, 0, 0]) }),
    /another answer/,
  ],
  "no check": [script({ ...NETWORK, check: [] }), /another answer/],
  "a class too few": [script({ ...NETWORK, classes: ["left"] }), /another answer/],
};

for (const [what, [text, sentence]] of Object.entries(FAULTS)) {
  test(`${what} gets a sentence`, () => {
    assert.throws(
      () => networkFromText(text),
      (error) => sentence.test(error.message),
    );
  });
}
