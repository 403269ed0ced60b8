"use strict";

/** All layers at once: every feature map, small. */
(function (root) {
  const { elements, painting } = root.course;
  const { element } = elements;
  const { gridOf, isList, scaleOf, size, strongest, work } = root.course.network;

  /**
   * @param {TrainedNetwork} network
   * @param {(index: number, place: Place) => void} onChoose
   */
  function overview(network, onChoose) {
    /** @type {Maps[]} */
    let maps = [];
    const tiles = network.layers.map((layer, index) =>
      Array.from({ length: isList(layer.shape) ? 1 : layer.shape[2] }, (_, channel) =>
        element("canvas", {
          "aria-hidden": true,
          click: () => choose(index, channel),
        }),
      ),
    );
    const items = network.layers.map((layer, index) =>
      element(
        "li",
        {},
        element(
          "p",
          {},
          element("strong", {}, layer.name),
          ` (${layer.kind}): ${size(layer.shape)}. ${work(layer)} `,
          element(
            "button",
            { type: "button", click: () => choose(index, 0) },
            `Look closer at ${layer.name}`,
          ),
        ),
        element(
          "div",
          { class: isList(layer.shape) ? "network-list" : "network-tiles" },
          ...tiles[index],
        ),
      ),
    );

    /** @param {number} index @param {number} channel */
    function choose(index, channel) {
      onChoose(index, firstPlace(maps[index], channel));
    }

    return {
      element: element("ol", { class: "network-overview" }, ...items),
      /** @param {Maps[]} computed */
      show(computed) {
        maps = computed;
        tiles.forEach((canvases, index) => {
          const scale = scaleOf(maps[index]);
          canvases.forEach((canvas, channel) =>
            painting.paint(canvas, gridOf(maps[index], channel), scale),
          );
        });
      },
    };
  }

  /**
   * The value of a map, or of a list, that stands out.
   * @param {Maps} maps
   * @param {number} channel
   * @returns {Place}
   */
  function firstPlace(maps, channel) {
    const { height, width, channels, values } = maps;
    if (!isList([height, width, channels])) return strongest(maps, channel);
    return { row: 0, column: 0, channel: values.indexOf(Math.max(...values)) };
  }

  Object.assign(root.course.network, { firstPlace, overview });
})(/** @type {any} */ (globalThis));
