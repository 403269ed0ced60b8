"use strict";

/** The numbers of the playground as Python code, in NumPy and in Keras. */
(function (root) {
  /** @param {KernelWeight[]} weights */
  function kernelRows(weights) {
    return [0, 3, 6].map((first) => {
      const row = weights.slice(first, first + 3).map((weight) => weight.python);
      return `        [${row.join(", ")}],`;
    });
  }

  /** @param {PlaygroundState} state */
  function numpyLines({ stride, padding, relu, pool }) {
    return [
      "# NumPy, with the functions of this course",
      `numpy_map = conv2d(picture, kernel, bias, strides=${stride}, padding="${padding}")`,
      ...(relu ? ["numpy_map = relu(numpy_map)"] : []),
      ...(pool ? ["numpy_map = max_pool(numpy_map, pool_size=2)"] : []),
    ];
  }

  /** @param {PlaygroundState} state */
  function kerasLines({ stride, padding, relu, pool }) {
    const activation = relu ? ', activation="relu"' : "";
    return [
      "# Keras",
      "layer = layers.Conv2D(",
      `    filters=1, kernel_size=3, strides=${stride}, padding="${padding}"${activation}`,
      ")",
      "layer.build(picture.shape)",
      "layer.set_weights([kernel, bias])",
      "keras_map = layer(picture)",
      ...(pool ? ["keras_map = layers.MaxPooling2D(pool_size=2)(keras_map)"] : []),
      "keras_map = ops.convert_to_numpy(keras_map)",
    ];
  }

  /** @param {PlaygroundState} state */
  function courseImports({ relu, pool }) {
    const names = ["conv2d", ...(pool ? ["max_pool"] : []), ...(relu ? ["relu"] : [])];
    return `from lessons_lib.convolution import ${names.join(", ")}`;
  }

  /**
   * @param {PlaygroundState} state
   * @returns {string} a program that runs by itself
   */
  function pythonCode(state) {
    return [
      "import numpy as np",
      "from keras import layers, ops",
      "",
      courseImports(state),
      "",
      "",
      state.picture.code,
      "",
      "# one picture with one channel",
      'picture = gray[np.newaxis, :, :, np.newaxis].astype("float32")',
      "# one channel in, one map out",
      "kernel = np.array(",
      "    [",
      ...kernelRows(state.weights),
      "    ],",
      '    dtype="float32",',
      ").reshape(3, 3, 1, 1)",
      'bias = np.zeros(1, dtype="float32")',
      "",
      ...numpyLines(state),
      "",
      ...kerasLines(state),
      "",
      'print("shapes:", numpy_map.shape, keras_map.shape)',
      'print("largest difference:", np.abs(numpy_map - keras_map).max())',
    ].join("\n");
  }

  /**
   * The code that reads a picture of the reader's own; Pillow shrinks a little differently
   * from a browser.
   * @param {string} name of the file
   * @param {Grid} grid what the browser made of it
   */
  function ownPictureCode(name, { height, width }) {
    return [
      "from PIL import Image",
      "",
      `image = Image.open(${JSON.stringify(name)}).convert("L")`,
      "# Pillow and your browser shrink a picture a little differently",
      `gray = np.asarray(image.resize((${width}, ${height})))`,
    ].join("\n");
  }

  const kernelCode = { pythonCode, ownPictureCode };
  root.course = Object.assign(root.course || {}, { kernelCode });
  if (typeof module === "object") module.exports = kernelCode;
})(/** @type {any} */ (globalThis));
