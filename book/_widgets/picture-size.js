"use strict";

/**
 * Read the width and height of a picture from the first bytes of its file, so that a
 * picture that is too large can be refused before the browser decodes it.
 */
(function (root) {
  /** @typedef {{width: number, height: number}} Size */

  /**
   * @param {DataView} bytes
   * @param {number} offset
   * @param {string} text
   */
  function says(bytes, offset, text) {
    return (
      offset + text.length <= bytes.byteLength &&
      [...text].every((sign, i) => bytes.getUint8(offset + i) === sign.charCodeAt(0))
    );
  }

  /** @param {DataView} bytes @returns {Size} */
  function pngSize(bytes) {
    return { width: bytes.getUint32(16), height: bytes.getUint32(20) };
  }

  /** @param {DataView} bytes @returns {Size} */
  function gifSize(bytes) {
    return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) };
  }

  /** @param {DataView} bytes @returns {Size} */
  function bmpSize(bytes) {
    // a negative height means that the rows run from top to bottom
    return {
      width: bytes.getInt32(18, true),
      height: Math.abs(bytes.getInt32(22, true)),
    };
  }

  /** @param {DataView} bytes @returns {Size | null} */
  function webpSize(bytes) {
    if (says(bytes, 12, "VP8X")) {
      const three = (/** @type {number} */ at) =>
        bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 65536 + 1;
      return { width: three(24), height: three(27) };
    }
    if (says(bytes, 12, "VP8L")) {
      const packed = bytes.getUint32(21, true);
      return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 };
    }
    if (says(bytes, 12, "VP8 ")) {
      return {
        width: bytes.getUint16(26, true) & 0x3fff,
        height: bytes.getUint16(28, true) & 0x3fff,
      };
    }
    return null;
  }

  /**
   * A JPEG is a row of segments; the one that starts a frame holds the size.
   * @param {DataView} bytes
   * @returns {Size | null}
   */
  function jpegSize(bytes) {
    let at = 2;
    while (at + 9 <= bytes.byteLength && bytes.getUint8(at) === 0xff) {
      const marker = bytes.getUint8(at + 1);
      // C4, C8 and CC are tables among the markers of frames
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
        return { height: bytes.getUint16(at + 5), width: bytes.getUint16(at + 7) };
      }
      // FF may be repeated before a marker
      at += marker === 0xff ? 1 : 2 + bytes.getUint16(at + 2);
    }
    return null;
  }

  /**
   * @param {DataView} bytes the beginning of a file
   * @returns {Size | null} null if this is no PNG, JPEG, GIF, WebP or BMP, or is cut short
   */
  function pictureSize(bytes) {
    try {
      if (says(bytes, 1, "PNG\r\n")) return pngSize(bytes);
      if (says(bytes, 0, "\xff\xd8\xff")) return jpegSize(bytes);
      if (says(bytes, 0, "GIF8")) return gifSize(bytes);
      if (says(bytes, 0, "RIFF") && says(bytes, 8, "WEBP")) return webpSize(bytes);
      if (says(bytes, 0, "BM")) return bmpSize(bytes);
      return null;
    } catch (error) {
      // a number behind the end of the file
      if (error instanceof RangeError) return null;
      throw error;
    }
  }

  root.course = Object.assign(root.course || {}, { pictureSize });
  if (typeof module === "object") module.exports = { pictureSize };
})(/** @type {any} */ (globalThis));
