"use strict";

/** Where the picture comes from: samples, a file or a drawing. And another network. */
(function (root) {
  const { elements, painting } = root.course;
  const { element } = elements;
  const { bytesFrom, drawing, networkFromText, pictureFrom, pictureFromFile, shrink } =
    root.course.network;

  /** @typedef {{pixels: Uint8Array, title: string, label?: string}} Picture */
  /** @typedef {{shape: Shape, labels: string[], data: string}} Samples */

  /**
   * @param {Samples} samples
   * @returns {Picture[]} by row, column and channel: red, green, blue
   */
  function samplePictures({ shape, labels, data }) {
    const bytes = bytesFrom(data);
    const length = bytes.length / labels.length;
    return labels.map((label, place) => ({
      pixels: bytes.subarray(place * length, (place + 1) * length),
      title: `sample picture ${place + 1}`,
      label,
    }));
  }

  /**
   * Give a sample the size that the network takes.
   * @param {Picture} sample
   * @param {Shape} from
   * @param {Shape} to
   * @returns {Picture}
   */
  function fitted(sample, [height, width], to) {
    const rows = (/** @type {number} */ first, /** @type {number} */ count) => {
      const pixels = [];
      for (let place = first * width; place < (first + count) * width; place++)
        pixels.push(...sample.pixels.subarray(3 * place, 3 * place + 3), 255);
      return pixels;
    };
    return { ...sample, pixels: shrink(width, height, rows, to) };
  }

  /**
   * Paint a picture as the network gets it.
   * @param {HTMLCanvasElement} canvas
   * @param {Uint8Array} pixels
   * @param {Shape} shape
   */
  function paintPicture(canvas, pixels, [height, width, channels]) {
    [canvas.height, canvas.width] = [height, width];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
    const image = context.createImageData(width, height);
    for (let place = 0; place < height * width; place++) {
      const color = pixels.subarray(place * channels, (place + 1) * channels);
      image.data.set(channels === 3 ? color : [color[0], color[0], color[0]], 4 * place);
      image.data[4 * place + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  /**
   * The controls.
   * @param {Samples} samples
   * @param {{
   *   shape: () => Shape,
   *   onPicture: (picture: Picture) => void,
   *   onNetwork: (network: TrainedNetwork) => void,
   *   onFault: (sentence: string) => void,
   * }} to
   */
  function inputs(samples, { shape, onPicture, onNetwork, onFault }) {
    const pictures = samplePictures(samples);
    const buttons = pictures.map((picture, place) => {
      const canvas = element("canvas", { "aria-hidden": true });
      paintPicture(canvas, picture.pixels, samples.shape);
      return element(
        "button",
        {
          type: "button",
          "aria-pressed": false,
          click: () => chooseSample(place),
        },
        canvas,
        element("span", { class: "network-hidden" }, `Sample picture ${place + 1}`),
      );
    });
    const sheet = drawing(useDrawing);

    /** @param {Picture} picture @param {number} [pressed] the place of its button */
    function give(picture, pressed) {
      buttons.forEach((button, place) =>
        button.setAttribute("aria-pressed", String(place === pressed)),
      );
      onPicture(picture);
    }

    /** @param {number} place */
    function chooseSample(place) {
      give(fitted(pictures[place], samples.shape, shape()), place);
    }

    function useDrawing() {
      if (sheet.isEmpty())
        return onFault(
          "The sheet is empty: draw something first, thick and in the middle.",
        );
      const { width, height } = sheet.canvas;
      const pixels = pictureFrom(sheet.canvas, width, height, shape());
      give({ pixels, title: "your drawing" });
    }

    /** @param {string} label @param {string} accept @param {(file: File) => Promise<void>} use */
    function filePicker(label, accept, use) {
      const picker = element("input", {
        type: "file",
        accept,
        change: async () => {
          const [file] = picker.files;
          if (!file) return;
          await use(file).catch((fault) => onFault(fault.message));
          picker.value = ""; // so that the same file can be chosen again
        },
      });
      return element("label", { class: "network-file" }, label, picker);
    }

    return {
      chooseSample,
      elements: [
        element("div", { class: "network-samples" }, ...buttons),
        filePicker("Your own picture", "image/*", async (file) => {
          give({
            pixels: await pictureFromFile(file, shape()),
            title: file.name,
          });
        }),
        element(
          "details",
          {},
          element("summary", {}, "Draw one"),
          sheet.element,
          element("button", { type: "button", click: useDrawing }, "Ask about the drawing"),
        ),
        element(
          "details",
          {},
          element("summary", {}, "Open another network"),
          filePicker("A file that export-web wrote", ".js", async (file) => {
            onNetwork(networkFromText(await file.text()));
          }),
        ),
      ],
    };
  }

  Object.assign(root.course.network, { inputs, paintPicture, samplePictures });
})(/** @type {any} */ (globalThis));
