"use strict";

/** All layers at once: every feature map, small. */
(function (root) {
  const { elements, painting } = root.course;
  const { element } = elements;
  const { gridOf, isList, scaleOf, size, squaresWide, strongest, work } =
    root.course.network;

  /**
   * The channel that a tile stands for; the tile of a list stands for all.
   * @param {TrainedLayer} layer
   * @param {number} tile
   */
  const tileChannel = ({ shape }, tile) => (isList(shape) ? undefined : tile);

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
          click: () => onChoose(index, strongest(maps[index], tileChannel(layer, channel))),
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
            { type: "button", click: () => onChoose(index, strongest(maps[index])) },
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

    return {
      element: element("ol", { class: "network-overview" }, ...items),
      /** @param {Maps[]} computed */
      show(computed) {
        maps = computed;
        tiles.forEach((canvases, index) => {
          const scale = scaleOf(maps[index]);
          canvases.forEach((canvas, channel) => {
            painting.paint(canvas, gridOf(maps[index], channel), scale);
            canvas.style.maxWidth = squaresWide(maps[index]);
          });
        });
      },
    };
  }

  Object.assign(root.course.network, { overview });
})(/** @type {any} */ (globalThis));
