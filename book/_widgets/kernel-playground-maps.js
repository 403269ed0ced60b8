"use strict";

/** The pictures of the playground: what goes in, the sums, and what the layer gives. */
(function (root) {
  const { convolution, elements, kernelWeights, painting, pointing } = root.course;
  const { element } = elements;
  const { shown } = kernelWeights;

  /** How high a picture may become on the page, in rem. */
  const TALLEST = 24;

  /**
   * A canvas with room for an outline, and a caption.
   * @param {Record<string, unknown>} attributes of the canvas
   */
  function figure(attributes) {
    const canvas = element("canvas", attributes);
    const outline = element("span", { class: "outline" });
    const frame = element("span", { class: "frame" }, canvas, outline);
    const caption = element("figcaption");
    return {
      whole: element("figure", {}, frame, caption),
      canvas,
      frame,
      outline,
      caption,
    };
  }

  /**
   * @param {ReturnType<typeof figure>} figure
   * @param {Grid} grid
   * @param {{limit: number, signed: boolean}} scale
   */
  function paint({ canvas, frame }, grid, scale) {
    painting.paint(canvas, grid, scale);
    frame.style.maxWidth = `${(TALLEST * grid.width) / Math.max(1, grid.height)}rem`;
  }

  /**
   * Put the outline around some values of a figure.
   * @param {ReturnType<typeof figure>} figure
   * @param {Grid} grid
   * @param {GridPlace} corner
   * @param {number} side
   */
  function mark({ outline }, grid, corner, side) {
    outline.style.left = `${(100 * corner.column) / grid.width}%`;
    outline.style.top = `${(100 * corner.row) / grid.height}%`;
    outline.style.width = `${(100 * side) / grid.width}%`;
    outline.style.height = `${(100 * side) / grid.height}%`;
  }

  /**
   * Choose a scale as the notebooks do. If the weights add up to 1, the map is still a
   * picture. Else a few extreme values must not make all others pale.
   * @param {PlaygroundMaps} maps
   * @param {number} white
   */
  function scaleOf({ kernel, sums }, white) {
    const total = kernel.values.reduce((all, weight) => all + weight, 0);
    if (Math.abs(total - 1) < 1e-9) return { limit: white, signed: false };
    const sizes = sums.values.map(Math.abs).sort();
    const largest = sizes[sizes.length - 1];
    // one in a hundred may lie outside of the scale
    const limit = sizes[sizes.length - 1 - Math.floor(sizes.length / 100)] || largest;
    return { limit, signed: sums.values.some((value) => value < 0) };
  }

  /** @param {Grid} grid */
  function sizeOf(grid) {
    return `${grid.height} × ${grid.width}`;
  }

  /**
   * @param {string} title
   * @param {Grid} grid
   * @param {boolean} signed
   */
  function describe(title, grid, signed) {
    if (grid.values.length === 0) return `${title}: nothing is left.`;
    const [low, high] = grid.values.reduce(
      ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
      [Infinity, -Infinity],
    );
    const legend = signed
      ? "red is positive, blue negative, white zero"
      : "the lighter, the larger";
    return `${title}, ${sizeOf(grid)}, from ${shown(low)} to ${shown(high)}: ${legend}.`;
  }

  /**
   * @param {Parameters<typeof pointing.follow>[1]} reactions to pointing at the sums
   */
  function build(reactions) {
    const picture = figure({ role: "img", "aria-label": "The picture" });
    const sums = figure({
      role: "application",
      tabindex: 0,
      "aria-label": "Feature map. The arrow keys move the place that is worked out below.",
    });
    const last = figure({ role: "img", "aria-label": "What the layer gives" });
    pointing.follow(sums.canvas, reactions);
    const whole = element("div", { class: "maps" }, picture.whole, sums.whole, last.whole);

    /**
     * Paint everything anew.
     * @param {PlaygroundState} state
     * @param {PlaygroundMaps} maps
     */
    function show({ picture: { title, grid, white }, relu, pool }, maps) {
      const scale = scaleOf(maps, white);
      paint(picture, grid, { limit: white, signed: false });
      paint(sums, maps.sums, scale);
      picture.caption.textContent = `${title}, ${sizeOf(grid)}.`;
      sums.caption.textContent = describe("Feature map", maps.sums, scale.signed);
      last.whole.hidden = !relu && !pool;
      if (last.whole.hidden) return;
      const signed = scale.signed && !relu;
      const steps = [...(relu ? ["ReLU"] : []), ...(pool ? ["max pooling"] : [])];
      paint(last, maps.last, { limit: scale.limit, signed });
      last.caption.textContent = describe(
        `After ${steps.join(" and ")}`,
        maps.last,
        signed,
      );
    }

    /**
     * Outline a place of the feature map, its window in the picture, and where it went.
     * @param {PlaygroundState} state
     * @param {PlaygroundMaps} maps
     * @param {GridPlace} place
     */
    function point(state, maps, place) {
      const { grid } = state.picture;
      const corner = convolution.windowCorner(grid, maps.kernel, state, place);
      mark(picture, grid, corner, maps.kernel.width);
      mark(sums, maps.sums, place, 1);
      const after = afterPooling(state, maps, place);
      last.outline.hidden = after === null;
      if (after) mark(last, maps.last, after, 1);
    }

    return { whole, show, point };
  }

  /**
   * Where a value of the feature map stands after pooling.
   * @param {PlaygroundState} state
   * @param {PlaygroundMaps} maps
   * @param {GridPlace} place
   * @returns {GridPlace | null} null where no window of the pooling reaches it
   */
  function afterPooling({ pool }, { last }, place) {
    if (!pool) return place;
    const [row, column] = [Math.floor(place.row / 2), Math.floor(place.column / 2)];
    return row < last.height && column < last.width ? { row, column } : null;
  }

  root.course = Object.assign(root.course || {}, { kernelMaps: { build, afterPooling } });
})(/** @type {any} */ (globalThis));
