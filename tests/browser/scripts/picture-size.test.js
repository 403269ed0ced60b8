"use strict";

const { test } = require("node:test");
const assert = require("node:assert/strict");

const { pictureSize } = require("../../../book/_widgets/picture-size.js");

/** @param {...(string | number[])} parts signs or bytes */
function file(...parts) {
  const bytes = Buffer.concat(
    parts.map((part) =>
      typeof part === "string" ? Buffer.from(part, "latin1") : Buffer.from(part),
    ),
  );
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

const FOUR = [0, 0, 0, 0];
const SIZE = { width: 300, height: 200 };
const FRAME = [0xff, 0xc2, 0, 11, 8, 0, 200, 1, 44, 3];

test("PNG", () => {
  const png = file("\x89PNG\r\n\x1a\n", [0, 0, 0, 13], "IHDR", [0, 0, 1, 44, 0, 0, 0, 200]);
  assert.deepEqual(pictureSize(png), SIZE);
});

test("GIF", () => {
  assert.deepEqual(pictureSize(file("GIF89a", [44, 1, 200, 0])), SIZE);
});

test("BMP, whose rows may run from top to bottom", () => {
  const start = ["BM", Array(16).fill(0), [44, 1, 0, 0]];
  assert.deepEqual(pictureSize(file(...start, [200, 0, 0, 0])), SIZE);
  assert.deepEqual(pictureSize(file(...start, [56, 255, 255, 255])), SIZE);
});

test("WebP in its three forms", () => {
  const start = ["RIFF", FOUR, "WEBP"];
  const lossy = file(...start, "VP8 ", FOUR, [0, 0, 0, 157, 1, 42], [44, 1, 200, 0]);
  // 14 bits for each side less one: 299 and 199
  const lossless = file(...start, "VP8L", FOUR, [47], [43, 193, 49, 0]);
  const extended = file(...start, "VP8X", FOUR, FOUR, [43, 1, 0, 199, 0, 0]);
  for (const webp of [lossy, lossless, extended]) assert.deepEqual(pictureSize(webp), SIZE);
});

test("JPEG, behind a preview that has a frame of its own", () => {
  const preview = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 9, 0, 9, 3];
  const notes = [0xff, 0xe1, 0, 2 + preview.length, ...preview];
  assert.deepEqual(pictureSize(file([0xff, 0xd8], notes, [0xff], FRAME)), SIZE);
});

test("a JPEG's tables are no frame", () => {
  const table = [0xff, 0xc4, 0, 8, 1, 2, 3, 4, 5, 6];
  assert.deepEqual(pictureSize(file([0xff, 0xd8], table, FRAME)), SIZE);
});

test("what is no picture, or is cut short, has no size", () => {
  const texts = [
    "",
    "B",
    "BM",
    "hello, this is a text",
    "%PDF-1.7",
    "<svg></svg>",
    "GIF89a",
  ];
  for (const text of [...texts, "\x89PNG\r\n\x1a\n", "RIFF1234WEBP", "RIFF1234WEBPVP8X"]) {
    assert.equal(pictureSize(file(text)), null, text);
  }
  assert.equal(pictureSize(file([0xff, 0xd8, 0xff, 0xe1, 255, 255])), null);
  assert.equal(pictureSize(file([0xff, 0xd8, 0xff, 0xff, 0xff, 0xff])), null);
});
