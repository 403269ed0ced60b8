"use strict";

/** Feature maps on canvases: how they are laid out, painted and pointed at. */
(function (root) {
  const { elements, painting, pointing } = root.course;
  const { isList } = root.course.network;
  const { element } = elements;
  // A list of values is shown in lines of this many.
  const LINE = 64;

  /** @param {Maps} maps @returns {Shape} */
  const shapeOf = ({ height, width, channels }) => [height, width, channels];

  /**
   * What is shown at once: one map, or all of a list.
   * @param {Maps} maps
   * @param {number} channel of the map
   * @returns {Grid}
   */
  function gridOf(maps, channel) {
    if (isList(shapeOf(maps))) {
      const width = Math.min(LINE, maps.channels);
      const height = Math.ceil(maps.channels / width);
      const values = new Float64Array(width * height);
      values.set(maps.values);
      return { height, width, values };
    }
    const values = Float64Array.from(
      { length: maps.height * maps.width },
      (_, place) => maps.values[place * maps.channels + channel],
    );
    return { height: maps.height, width: maps.width, values };
  }

  /**
   * The square of the grid in which a value is shown.
   * @param {Maps} maps
   * @param {Place} place
   */
  function cellOf(maps, { row, column, channel }) {
    if (!isList(shapeOf(maps))) return { row, column };
    return { row: Math.floor(channel / LINE), column: channel % LINE };
  }

  /**
   * The value that a square of the grid shows, or the nearest that there is.
   * @param {Maps} maps
   * @param {number} channel of the map that is shown
   * @param {GridPlace} cell
   * @returns {Place}
   */
  function placeOf(maps, channel, cell) {
    const { height, width } = gridOf(maps, channel);
    const row = Math.min(height - 1, Math.max(0, cell.row));
    const column = Math.min(width - 1, Math.max(0, cell.column));
    if (!isList(shapeOf(maps))) return { row, column, channel };
    return {
      row: 0,
      column: 0,
      channel: Math.min(maps.channels - 1, row * LINE + column),
    };
  }

  /**
   * The scale of all maps of a layer, so that they can be compared.
   * @param {Maps} maps
   */
  function scaleOf(maps) {
    const { channels, values } = maps;
    return painting.range({ height: 1, width: channels, values });
  }

  /**
   * How wide a canvas may become, in CSS: the squares of a short list need not be large.
   * @param {Maps} maps
   */
  function squaresWide(maps) {
    return isList(shapeOf(maps)) ? `${2 * Math.min(LINE, maps.channels)}rem` : "none";
  }

  /**
   * A frame around some squares of a picture of maps.
   * @param {Grid} grid
   * @param {GridPlace[]} cells those outside of the grid are left out
   */
  function frame(grid, cells) {
    const mark = element("div", { class: "network-mark" });
    frameCells(mark, grid, cells);
    return mark;
  }

  /**
   * @param {HTMLElement} mark
   * @param {Grid} grid
   * @param {GridPlace[]} cells
   */
  function frameCells(mark, grid, cells) {
    const rows = cells.map(({ row }) => Math.min(grid.height - 1, Math.max(0, row)));
    const columns = cells.map(({ column }) =>
      Math.min(grid.width - 1, Math.max(0, column)),
    );
    const [top, left] = [Math.min(...rows), Math.min(...columns)];
    const share = (/** @type {number} */ part, /** @type {number} */ whole) =>
      `${(100 * part) / whole}%`;
    mark.style.top = share(top, grid.height);
    mark.style.left = share(left, grid.width);
    mark.style.height = share(Math.max(...rows) - top + 1, grid.height);
    mark.style.width = share(Math.max(...columns) - left + 1, grid.width);
  }

  /**
   * A large map in which a value can be pointed at, by pointer, touch or arrow keys. What
   * is under a mouse is shown until the mouse leaves; what is clicked or touched stays.
   * @param {(cell: GridPlace) => void} onPoint
   */
  function pointableMap(onPoint) {
    const canvas = element("canvas", { tabindex: 0, role: "application" });
    const mark = element("div", { class: "network-mark" });
    let current = { row: 0, column: 0 };
    let kept = current;
    let passing = false;

    pointing.follow(canvas, {
      preview(/** @type {GridPlace} */ cell) {
        passing = true;
        onPoint(cell);
        passing = false;
      },
      keep: onPoint,
      leave: () => kept !== current && onPoint(kept),
      step: (/** @type {number} */ rows, /** @type {number} */ columns) =>
        onPoint({ row: current.row + rows, column: current.column + columns }),
    });

    return {
      canvas,
      element: element("div", { class: "network-map network-large" }, canvas, mark),
      /**
       * @param {Maps} maps
       * @param {Place} place
       * @param {string} label
       */
      show(maps, place, label) {
        const grid = gridOf(maps, place.channel);
        current = cellOf(maps, place);
        if (!passing) kept = current;
        painting.paint(canvas, grid);
        canvas.style.maxWidth = squaresWide(maps);
        frameCells(mark, grid, [current]);
        canvas.setAttribute("aria-label", `${label}. The arrow keys point at its values.`);
      },
    };
  }

  /**
   * A small map with a frame around the squares that count.
   * @param {Maps} maps
   * @param {number} channel
   * @param {GridPlace[]} cells
   */
  function framedMap(maps, channel, cells) {
    const grid = gridOf(maps, channel);
    const canvas = element("canvas", { "aria-hidden": true });
    painting.paint(canvas, grid);
    return element("div", { class: "network-map" }, canvas, frame(grid, cells));
  }

  Object.assign(root.course.network, {
    cellOf,
    framedMap,
    gridOf,
    placeOf,
    pointableMap,
    scaleOf,
    squaresWide,
  });
})(/** @type {any} */ (globalThis));
