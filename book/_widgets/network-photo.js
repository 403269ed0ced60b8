"use strict";

/** Pictures of the reader's own for the network. Nothing of them leaves the page. */
(function (root) {
  const { network, pictureSize } = root.course;
  const MOST_MILLION_PIXELS = 50;
  // The size stands before the pixels, but cameras put a preview and notes before it.
  const HEADER_BYTES = 2 ** 20;

  /**
   * @param {File} file
   * @param {Shape} shape of what the network takes
   * @returns {Promise<Uint8Array>}
   * @throws {Error} with a sentence for the reader
   */
  async function pictureFromFile(file, shape) {
    const header = await file.slice(0, HEADER_BYTES).arrayBuffer();
    const size = pictureSize(new DataView(header));
    if (size === null)
      throw new Error(
        `${file.name} is no picture that this page can read. Take a JPEG, PNG, WebP, GIF ` +
          "or BMP file.",
      );
    const millions = (size.width * size.height) / 1e6;
    if (millions > MOST_MILLION_PIXELS)
      throw new Error(
        `${file.name} has ${Math.round(millions)} million pixels. Take a picture of at most ` +
          `${MOST_MILLION_PIXELS} million.`,
      );
    try {
      // The numbers of the file, as Pillow reads them, whatever the screen's colors.
      const bitmap = await createImageBitmap(file, {
        colorSpaceConversion: "none",
      });
      const picture = pictureFrom(bitmap, bitmap.width, bitmap.height, shape);
      bitmap.close();
      return picture;
    } catch {
      throw new Error(`${file.name} is damaged: the browser can't read it.`);
    }
  }

  /**
   * @param {CanvasImageSource} source
   * @param {number} width
   * @param {number} height
   * @param {Shape} shape of what the network takes
   */
  function pictureFrom(source, width, height, shape) {
    const canvas = document.createElement("canvas");
    canvas.width = width;
    const context = /** @type {CanvasRenderingContext2D} */ (
      canvas.getContext("2d", { willReadFrequently: true })
    );
    /** @param {number} first @param {number} count */
    const rows = (first, count) => {
      canvas.height = count; // clears it as well
      context.fillStyle = "white"; // behind what is transparent
      context.fillRect(0, 0, width, count);
      context.drawImage(source, 0, -first);
      return context.getImageData(0, 0, width, count).data;
    };
    return network.shrink(width, height, rows, shape);
  }

  Object.assign(root.course.network, { pictureFrom, pictureFromFile });
})(/** @type {any} */ (globalThis));
