"use strict";

/** One map of one layer, large, and what made the value that is pointed at. */
(function (root) {
  const { elements, painting } = root.course;
  const { element, choice } = elements;
  const {
    colors,
    gridOf,
    isList,
    mapName,
    number,
    placeName,
    placeOf,
    pointableMap,
    reasonsFor,
    strongest,
    valueAt,
  } = root.course.network;

  /**
   * @param {TrainedNetwork} network
   * @param {(index: number, place: Place) => void} onChoose
   */
  function detail(network, onChoose) {
    /** @type {Maps[]} */
    let maps = [];
    let index = -1; // none yet
    /** @type {Place} */
    let place = { row: 0, column: 0, channel: 0 };

    const choices = element("div", { class: "network-choices" });
    const sentence = element("p", { role: "status" });
    const scale = element("p", { class: "network-scale" });
    const reasons = element("div", { class: "network-reasons" });
    const large = pointableMap((/** @type {GridPlace} */ cell) =>
      onChoose(index, placeOf(maps[index], place.channel, cell)),
    );

    const whole = element(
      "div",
      { class: "network-detail" },
      choices,
      element("div", {}, large.element, scale),
      element("div", {}, sentence, reasons),
    );

    function offerChoices() {
      const layer = network.layers[index];
      const names = network.layers.map(({ name }, one) => [one, name]);
      const offered = [
        choice("Layer ", Object.fromEntries(names), String(index), chooseLayer),
      ];
      if (!isList(layer.shape)) {
        const mapNames = Array.from({ length: layer.shape[2] }, (_, channel) => [
          channel,
          mapName(layer, channel),
        ]);
        offered.push(choice("Map ", Object.fromEntries(mapNames), "0", chooseMap));
      }
      choices.replaceChildren(...offered);
    }

    /** @param {string} chosen */
    function chooseLayer(chosen) {
      onChoose(Number(chosen), strongest(maps[Number(chosen)]));
      choices.querySelector("select").focus(); // a new one stands there now
    }

    /** @param {string} chosen */
    function chooseMap(chosen) {
      onChoose(index, strongest(maps[index], Number(chosen)));
    }

    /** @param {number} layer @param {Place} before */
    function follow(layer, before) {
      onChoose(layer, before);
      large.canvas.focus(); // the button that was pressed is gone
    }

    /**
     * What a value of the last layer stands for.
     * @param {Place} last
     */
    function meaningOf({ channel }) {
      const single = network.layers[index].shape[2] === 1; // it speaks of the second class
      return ` (${network.classes[single ? 1 : channel]})`;
    }

    /** @param {number} newIndex @param {Place} newPlace */
    function show(newIndex, newPlace) {
      const otherLayer = newIndex !== index;
      [index, place] = [newIndex, newPlace];
      const layer = network.layers[index];
      if (otherLayer) offerChoices();
      const [, mapSelect] = choices.querySelectorAll("select");
      if (mapSelect) mapSelect.value = String(place.channel);
      const map = isList(layer.shape) ? "" : `, ${mapName(layer, place.channel)}`;
      large.show(maps[index], place, `${layer.name}${map}`);
      scale.textContent = colors(painting.range(gridOf(maps[index], place.channel)));
      whole.classList.toggle("network-of-list", isList(layer.shape));
      const value = number(valueAt(maps[index], place));
      const meaning = index === network.layers.length - 1 ? meaningOf(place) : "";
      sentence.textContent = `${layer.name}, ${placeName(layer, place)}${meaning}: ${value}`;
      reasons.replaceChildren(...reasonsFor({ network, maps, index, place }, follow));
    }

    return {
      element: whole,
      focus: () => large.canvas.focus(),
      show,
      /** @param {Maps[]} computed */
      update(computed) {
        maps = computed;
      },
    };
  }

  Object.assign(root.course.network, { detail });
})(/** @type {any} */ (globalThis));
