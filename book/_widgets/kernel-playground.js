"use strict";

/**
 * The kernel playground: a picture, nine weights, and the feature map that they make.
 * Every `<div class="kernel-playground">` of a page becomes one.
 */
(function (root) {
  const { convolution, elements, kernelCode, kernelMaps, kernelSum } = root.course;
  const { kernelData, kernelField, kernelWeights, pictureField } = root.course;
  const { choice, element, tick } = elements;

  /**
   * Compute what the layer makes of the picture, step by step.
   * @param {PlaygroundState} state
   * @returns {PlaygroundMaps}
   */
  function compute(state) {
    const kernel = convolution.grid(
      3,
      3,
      state.weights.map(({ value }) => value),
    );
    const sums = convolution.correlate(state.picture.grid, kernel, state);
    const active = state.relu ? convolution.relu(sums) : sums;
    return { kernel, sums, last: state.pool ? convolution.maxPool(active) : active };
  }

  /**
   * Find the largest sum, positive or negative: the first place worth looking at.
   * @param {Grid} sums
   * @returns {GridPlace}
   */
  function strongest({ width, values }) {
    const sizes = values.map(Math.abs);
    const place = sizes.indexOf(Math.max(...sizes));
    return { row: Math.floor(place / width), column: place % width };
  }

  /**
   * @param {GridPlace} place as somebody asked for it
   * @param {Grid} map
   * @returns {GridPlace} the nearest one that exists
   */
  function within({ row, column }, { height, width }) {
    const limit = (/** @type {number} */ number, /** @type {number} */ length) =>
      Math.max(0, Math.min(Math.round(number) || 0, length - 1));
    return { row: limit(row, height), column: limit(column, width) };
  }

  /**
   * The settings of the layer.
   * @param {PlaygroundState} state
   * @param {(changes: Partial<PlaygroundState>) => void} change
   * @param {(changes: Partial<PlaygroundState>) => void} changeSize of the feature map
   */
  function layerField(state, change, changeSize) {
    const paddings = { valid: "none (valid)", same: "zeros (same)" };
    return element(
      "fieldset",
      {},
      element("legend", {}, "Layer"),
      choice("Stride", { 1: "1", 2: "2", 3: "3" }, "1", (/** @type {string} */ stride) =>
        changeSize({ stride: Number(stride) }),
      ),
      choice(
        "Padding",
        paddings,
        state.padding,
        (/** @type {"valid" | "same"} */ padding) => changeSize({ padding }),
      ),
      tick("ReLU", state.relu, (/** @type {boolean} */ relu) => change({ relu })),
      tick("Max pooling, 2 × 2", state.pool, (/** @type {boolean} */ pool) =>
        change({ pool }),
      ),
    );
  }

  /** @param {HTMLElement} place where the page wants a playground */
  function playground(place) {
    const { kernel, picture } = /** @type {Record<string, string>} */ (place.dataset);
    const kernels = kernelField(kernelData.kernels, kernel, (weights) =>
      change({ weights }),
    );
    const pictures = pictureField(kernelData.pictures, picture, (picture) =>
      changeSize({ picture }),
    );
    /** @type {PlaygroundState} */
    const state = {
      picture: pictures.picture,
      weights: kernelData.kernels[kernel].weights.map(kernelWeights.readWeight),
      stride: 1,
      padding: "valid",
      relu: false,
      pool: false,
    };
    let computed = compute(state);
    /** @type {GridPlace | null} */
    let chosen = null; // by the reader; until then the strongest place is shown

    const figures = kernelMaps.build({
      preview: point,
      keep,
      leave: rest,
      step: (rows, columns) => {
        const { row, column } = kept();
        keep({ row: row + rows, column: column + columns });
      },
    });
    const sum = kernelSum.build(keep);
    const code = element("code");

    /** @param {Partial<PlaygroundState>} changes after which the same places exist */
    function change(changes) {
      Object.assign(state, changes);
      computed = compute(state);
      figures.show(state, computed);
      code.textContent = kernelCode.pythonCode(state);
      rest();
    }

    /** @param {Partial<PlaygroundState>} changes after which there are other places */
    function changeSize(changes) {
      chosen = null;
      change(changes);
    }

    /** @returns {GridPlace} where the playground stands when nobody points elsewhere */
    function kept() {
      return chosen ?? strongest(computed.sums);
    }

    function rest() {
      point(kept());
    }

    /** @param {GridPlace} asked */
    function keep(asked) {
      chosen = within(asked, computed.sums);
      rest();
    }

    /** @param {GridPlace} asked */
    function point(asked) {
      const found = within(asked, computed.sums);
      figures.point(state, computed, found);
      sum.show(state, computed, found);
    }

    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Kernel playground");
    place.replaceChildren(
      element(
        "div",
        { class: "controls" },
        kernels.whole,
        pictures.whole,
        layerField(state, change, changeSize),
      ),
      figures.whole,
      sum.whole,
      element(
        "details",
        {},
        element("summary", {}, "The same in Python: NumPy and Keras"),
        element("pre", { tabindex: 0 }, code),
      ),
    );
    kernels.take();
  }

  document.querySelectorAll(".kernel-playground").forEach((place) => {
    playground(/** @type {HTMLElement} */ (place));
  });
})(/** @type {any} */ (globalThis));
