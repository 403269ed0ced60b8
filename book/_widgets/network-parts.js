"use strict";

/** Show what a weighted sum is made of: the maps or values that add most to it. */
(function (root) {
  const { elements, painting } = root.course;
  const { element } = elements;
  const { byMap, counted, framedMap, mapName, number, origin, placeName } =
    root.course.network;
  const MAPS_SHOWN = 3;
  const VALUES_SHOWN = 8;

  /** @typedef {{network: TrainedNetwork, maps: Maps[], index: number, place: Place}} Choice */
  /** @typedef {(index: number, place: Place) => void} Follow */

  /**
   * @param {Choice} choice
   * @param {Reasons} reasons
   * @param {Follow} follow
   */
  function strongestMaps(choice, { parts }, follow) {
    /** @type {MapShare[]} */
    const shares = byMap(parts);
    const before = choice.network.layers[choice.index - 1];
    const cards = shares
      .slice(0, MAPS_SHOWN)
      .map((share) => mapCard(choice, share, follow));
    const others = shares
      .slice(MAPS_SHOWN)
      .map(({ channel, sum }) =>
        element("li", {}, `${mapName(before, channel)}: ${number(sum)}`),
      );
    const shown = [element("div", { class: "network-cards" }, ...cards)];
    if (others.length > 0) {
      const summary = `What the other ${counted(others.length, "map")} add`;
      const list = element("ul", { class: "network-others" }, ...others);
      shown.push(element("details", {}, element("summary", {}, summary), list));
    }
    return shown;
  }

  /**
   * What one map of the input adds to the sum.
   * @param {Choice} choice
   * @param {MapShare} share
   * @param {Follow} follow
   */
  function mapCard({ network, maps, index }, { channel, parts, sum }, follow) {
    const before = network.layers[index - 1];
    const name = element("strong", {}, `${before.name}, ${mapName(before, channel)}`);
    return element(
      "figure",
      { class: "network-card" },
      element("figcaption", {}, name, ` adds ${number(sum)}`),
      framedMap(maps[index - 1], channel, parts),
      products(parts, network.layers[index].window[1]),
      followButton(network, maps, index - 1, middlePart(parts), follow),
    );
  }

  /** @param {Part[]} parts of a window @returns {Part} one that is inside of the map */
  function middlePart(parts) {
    const inside = parts.filter(({ padding }) => !padding);
    return inside[Math.floor(inside.length / 2)];
  }

  /**
   * The products of a window, where they stand in it.
   * @param {Part[]} parts
   * @param {number} width of the window
   */
  function products(parts, width) {
    const limit = Math.max(...parts.map(({ weight }) => Math.abs(weight)));
    const rows = [];
    for (let from = 0; from < parts.length; from += width)
      rows.push(
        element(
          "tr",
          {},
          ...parts.slice(from, from + width).map((one) => cell(one, limit)),
        ),
      );
    return element(
      "div",
      {
        class: "network-scroll",
        tabindex: 0,
        role: "group",
        "aria-label": "Products",
      },
      element("table", {}, element("tbody", {}, ...rows)),
    );
  }

  /**
   * @param {Part} part
   * @param {number} limit the largest weight of the window
   */
  function cell({ value, weight, padding }, limit) {
    const [red, green, blue] = painting.color(weight, limit, true);
    return element(
      "td",
      {},
      padding ? "padding" : number(value),
      element("span", {}, `× ${number(weight)}`),
      element("span", {
        class: "network-weight",
        style: `background-color: rgb(${red} ${green} ${blue})`,
      }),
      element("span", {}, `= ${number(value * weight)}`),
    );
  }

  /**
   * @param {Choice} choice
   * @param {Reasons} reasons
   * @param {Follow} follow
   */
  function strongestValues({ network, maps, index }, { parts }, follow) {
    const product = (/** @type {Part} */ one) => one.value * one.weight;
    const sorted = [...parts].sort(
      (one, other) => Math.abs(product(other)) - Math.abs(product(one)),
    );
    const rest = sorted.slice(VALUES_SHOWN).reduce((sum, one) => sum + product(one), 0);
    const items = sorted.slice(0, VALUES_SHOWN).map((one) => {
      const [value, weight] = [number(one.value), number(one.weight)];
      const sum = `${value} × ${weight} = ${number(product(one))} `;
      return element("li", {}, sum, followButton(network, maps, index - 1, one, follow));
    });
    if (parts.length > VALUES_SHOWN)
      items.push(
        element(
          "li",
          {},
          `all the other ${counted(parts.length - VALUES_SHOWN, "product")}: ${number(rest)}`,
        ),
      );
    return element("ul", { class: "network-values" }, ...items);
  }

  /**
   * @param {TrainedNetwork} network
   * @param {Maps[]} maps
   * @param {number} index of the layer with the value
   * @param {Place} place of the value
   * @param {Follow} follow
   */
  function followButton(network, maps, index, place, follow) {
    const from = origin(network, maps, index, place);
    const layer = network.layers[from.index];
    const { row, column, channel } = from.place;
    return element(
      "button",
      {
        type: "button",
        click: () => follow(from.index, { row, column, channel }),
      },
      `Go to ${layer.name}, ${placeName(layer, from.place)}`,
    );
  }

  Object.assign(root.course.network, {
    followButton,
    strongestMaps,
    strongestValues,
  });
})(/** @type {any} */ (globalThis));
