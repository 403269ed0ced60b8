"use strict";

/** Read a picture that the reader chose, in gray. Nothing of it leaves the page. */
(function (root) {
  const { convolution, pictureSize } = root.course;

  const MOST_MILLION_PIXELS = 50;
  // The size stands before the pixels, but cameras put a preview and notes before it.
  const HEADER_BYTES = 2 ** 20;
  // the smallest picture of which every setting of the layer leaves something
  const SHORTEST_SIDE = 8;
  // red, green and blue as the eye weighs them (ITU-R BT.601), like Pillow's mode "L"
  const [RED, GREEN, BLUE] = [0.299, 0.587, 0.114];

  /**
   * @param {File} file
   * @param {number} longestSide in pixels, of the result
   * @returns {Promise<Grid>} gray values from 0 to 255
   * @throws {Error} with a sentence for the reader
   */
  async function grayPicture(file, longestSide) {
    await refuseUnlessSmall(file);
    const decoded = await decode(file);
    const grid = toGray(shrunk(decoded, longestSide));
    decoded.close();
    return grid;
  }

  /**
   * Look at the size before anything is decoded: a huge picture could freeze the page.
   * @param {File} file
   */
  async function refuseUnlessSmall(file) {
    const header = await file.slice(0, HEADER_BYTES).arrayBuffer();
    const size = pictureSize(new DataView(header));
    if (size === null) {
      throw new Error(
        `${file.name} is no picture that this page can read. Take a JPEG, PNG, WebP, GIF or BMP file.`,
      );
    }
    const millions = (size.width * size.height) / 1e6;
    if (millions > MOST_MILLION_PIXELS) {
      throw new Error(
        `${file.name} has ${Math.round(millions)} million pixels. Take a picture of at most ${MOST_MILLION_PIXELS} million.`,
      );
    }
  }

  /** @param {File} file */
  async function decode(file) {
    try {
      return await createImageBitmap(file);
    } catch {
      throw new Error(`${file.name} is damaged: the browser can't read it.`);
    }
  }

  /**
   * @param {ImageBitmap} picture
   * @param {number} longestSide
   * @returns {ImageData}
   */
  function shrunk(picture, longestSide) {
    const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
    const width = Math.max(SHORTEST_SIDE, Math.round(picture.width * scale));
    const height = Math.max(SHORTEST_SIDE, Math.round(picture.height * scale));
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [width, height];
    const context = /** @type {CanvasRenderingContext2D} */ (
      canvas.getContext("2d", { willReadFrequently: true })
    );
    // what is transparent becomes white
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.imageSmoothingQuality = "high";
    context.drawImage(picture, 0, 0, width, height);
    return context.getImageData(0, 0, width, height);
  }

  /**
   * @param {ImageData} pixels
   * @returns {Grid}
   */
  function toGray({ data, width, height }) {
    const gray = new Float64Array(width * height);
    for (let place = 0; place < gray.length; place++) {
      const [red, green, blue] = data.subarray(4 * place, 4 * place + 3);
      gray[place] = Math.round(RED * red + GREEN * green + BLUE * blue);
    }
    return convolution.grid(height, width, gray);
  }

  root.course = Object.assign(root.course || {}, { ownPicture: { grayPicture } });
})(/** @type {any} */ (globalThis));
