"use strict";

/** The pictures, as the build of the site packs them: four bits for each number. */
(function (root) {
  /**
   * Unpack what stands class by class, the training pictures before those for validation.
   * @param {PackedData} packed
   * @returns {TrainingData}
   */
  function unpack({ classes, shape, trainingAClass, validationAClass, pixels }) {
    const bytes = atob(pixels);
    const values = new Float32Array(2 * bytes.length);
    for (let place = 0; place < bytes.length; place++) {
      const byte = bytes.charCodeAt(place);
      values[2 * place] = (byte >> 4) / 15;
      values[2 * place + 1] = (byte & 15) / 15;
    }
    const size = shape.reduce((product, length) => product * length, 1);
    const split = trainingAClass * classes.length * size;
    return {
      classes,
      shape,
      training: examples(values.subarray(0, split), size, trainingAClass),
      validation: examples(values.subarray(split), size, validationAClass),
    };
  }

  /**
   * @param {Float32Array} values
   * @param {number} size of a picture
   * @param {number} aClass how many pictures each class has
   * @returns {Examples}
   */
  function examples(values, size, aClass) {
    const count = values.length / size;
    const pictures = Array.from({ length: count }, (_, number) =>
      values.subarray(number * size, (number + 1) * size),
    );
    const labels = Uint8Array.from(pictures, (_, number) => Math.floor(number / aClass));
    return { pictures, labels };
  }

  const trainingPictures = { unpack };
  root.course = Object.assign(root.course || {}, { trainingPictures });
  if (typeof module === "object") module.exports = trainingPictures;
})(/** @type {any} */ (globalThis));
