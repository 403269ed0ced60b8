"use strict";

/** The network's answer: a probability for each class, as a number and as a bar. */
(function (root) {
  const { element } = root.course.elements;
  const { paintPicture, percent } = root.course.network;

  /** @param {string[]} classes */
  function answer(classes) {
    const canvas = element("canvas", { role: "img" });
    const sentence = element("p", { role: "status" });
    const rows = classes.map((name) => {
      const meter = element("meter", {
        min: 0,
        max: 1,
        value: 0,
        "aria-label": name,
      });
      const share = element("span", { class: "network-share" });
      return {
        meter,
        share,
        element: element("li", {}, element("span", {}, name), meter, share),
      };
    });
    const items = rows.map((row) => row.element);

    return {
      element: element(
        "div",
        { class: "network-answer" },
        element("div", { class: "network-map network-picture" }, canvas),
        element("div", {}, sentence, element("ul", {}, ...items)),
      ),
      /**
       * @param {{pixels: Uint8Array, title: string, label?: string}} picture
       * @param {Shape} shape
       * @param {number[]} probabilities
       */
      show(picture, shape, probabilities) {
        paintPicture(canvas, picture.pixels, shape);
        const [height, width] = shape;
        canvas.setAttribute(
          "aria-label",
          `${picture.title}, as the network sees it: ${height} × ${width} pixels`,
        );
        const order = classes
          .map((name, place) => ({
            name,
            probability: probabilities[place],
            place,
          }))
          .sort((one, other) => other.probability - one.probability);
        for (const { place, probability } of order) {
          rows[place].meter.value = probability;
          rows[place].share.textContent = percent(probability);
          rows[place].element.classList.toggle("network-first", place === order[0].place);
        }
        sentence.textContent = inWords(order, picture.label, classes);
      },
    };
  }

  /**
   * @param {{name: string, probability: number}[]} order the most probable first
   * @param {string | undefined} label what the picture shows, where that is known
   * @param {string[]} classes
   */
  function inWords([first, second], label, classes) {
    const given =
      `The network answers ${first.name} (${percent(first.probability)}), and next comes ` +
      `${second.name} (${percent(second.probability)}).`;
    if (label === undefined || !classes.includes(label))
      return `${given} It must pick one of its ${classes.length} classes, whatever you show it.`;
    const verdict = label === first.name ? "right" : "wrong";
    return `${given} The picture's label says ${label}, so the answer is ${verdict}.`;
  }

  Object.assign(root.course.network, { answer });
})(/** @type {any} */ (globalThis));
