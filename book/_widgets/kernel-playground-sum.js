"use strict";

/** One value of the feature map, worked out: its nine products and their sum. */
(function (root) {
  const { convolution, elements, kernelMaps, kernelWeights } = root.course;
  const { element } = elements;
  const { about, equals, shown } = kernelWeights;

  /**
   * A number input for a row or column of the feature map.
   * @param {string} label
   * @param {() => void} onChange
   */
  function position(label, onChange) {
    const input = element("input", { type: "number", min: 0, change: onChange });
    return { input, whole: element("label", {}, label, input) };
  }

  /** @param {Term} term */
  function termText({ value, weight, inside }) {
    return `${inside ? shown(value) : "0 (padding)"} × ${shown(weight)}`;
  }

  /**
   * Say in words what happens to one value.
   * @param {PlaygroundState} state
   * @param {PlaygroundMaps} maps
   * @param {GridPlace} place
   */
  function story(state, maps, place) {
    const sum = maps.sums.values[place.row * maps.sums.width + place.column];
    const sentences = [
      `Row ${place.row}, column ${place.column}: the nine products add up to ${about(sum)}.`,
    ];
    if (state.relu) {
      sentences.push(sum < 0 ? "ReLU turns it into 0." : "ReLU leaves it as it is.");
    }
    if (state.pool) {
      const after = kernelMaps.afterPooling(state, maps, place);
      sentences.push(
        after
          ? `Of its window of 2 × 2, max pooling keeps ${shown(
              maps.last.values[after.row * maps.last.width + after.column],
            )}.`
          : "It stands in a last row or column that fills no window of the pooling.",
      );
    }
    return sentences.join(" ");
  }

  /** @param {(place: GridPlace) => void} keep */
  function build(keep) {
    const goThere = () =>
      keep({ row: Number(row.input.value), column: Number(column.input.value) });
    const row = position("Row", goThere);
    const column = position("Column", goThere);
    const status = element("p", { role: "status" });
    const cells = Array.from({ length: 9 }, () => element("td"));
    const table = element(
      "table",
      {},
      element("caption", {}, "Pixel × weight = product, for each place of the window"),
      element(
        "tbody",
        {},
        ...[0, 3, 6].map((first) => element("tr", {}, ...cells.slice(first, first + 3))),
      ),
    );
    const hint =
      "Point at the feature map, click to stay there, or use the arrow keys. Rows and columns count from 0, as in NumPy.";
    const whole = element(
      "div",
      { class: "sum" },
      element("p", { class: "hint" }, hint),
      element("div", { class: "position" }, row.whole, column.whole),
      status,
      table,
    );

    /**
     * @param {PlaygroundState} state
     * @param {PlaygroundMaps} maps
     * @param {GridPlace} place
     */
    function show(state, maps, place) {
      row.input.value = place.row;
      row.input.max = maps.sums.height - 1;
      column.input.value = place.column;
      column.input.max = maps.sums.width - 1;
      status.textContent = story(state, maps, place);
      convolution
        .terms(state.picture.grid, maps.kernel, state, place)
        .forEach((/** @type {Term} */ term, /** @type {number} */ number) => {
          const product = element("b", {}, equals(term.product));
          cells[number].replaceChildren(`${termText(term)} `, product);
        });
    }

    return { whole, show };
  }

  root.course = Object.assign(root.course || {}, { kernelSum: { build } });
})(/** @type {any} */ (globalThis));
