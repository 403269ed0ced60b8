"use strict";

/** Look inside a trained network: choose a picture, see every layer, point at a value. */
(function (root) {
  const { element } = root.course.elements;
  const {
    answer,
    compute,
    detail,
    inputs,
    networkFrom,
    overview,
    probabilities,
    strongest,
  } = root.course.network;
  // a car, of which the answer is clearer than of some others
  const FIRST_SAMPLE = 1;

  /**
   * Everything that belongs to one network; another network gets a new one.
   * @param {TrainedNetwork} network
   */
  function inside(network) {
    const shape = network.layers[0].shape;
    const given = answer(network.classes);
    const layers = overview(network, (index, place) => {
      show(index, place);
      large.focus();
    });
    const large = detail(network, show);
    const heading = element("h3", { tabindex: -1 }, "3. Look at every layer");
    /** @type {{index: number, place: Place} | undefined} */
    let chosen;

    /** @param {number} index @param {Place} place */
    function show(index, place) {
      chosen = { index, place };
      large.show(index, place);
    }

    return {
      shape,
      element: element(
        "div",
        {},
        element("h3", {}, "2. Read the answer"),
        given.element,
        heading,
        element(
          "p",
          {},
          "Black is zero in every map, and white the largest value of its layer. Red and blue: " +
            "above and below zero. Click a map to see it large.",
        ),
        layers.element,
        element("h3", {}, "4. See what made one value"),
        element(
          "p",
          {},
          "Press on a value of the large map, drag, or use the arrow keys. ",
          element(
            "button",
            { type: "button", click: () => heading.focus() },
            "Back to all layers",
          ),
        ),
        large.element,
      ),
      /** @param {{pixels: Uint8Array, title: string, label?: string}} picture */
      look(picture) {
        const maps = compute(network, picture.pixels);
        given.show(picture, shape, probabilities(maps));
        layers.show(maps);
        large.update(maps);
        // the same place in another picture, so that the two can be compared
        if (chosen) show(chosen.index, chosen.place);
        else show(1, strongest(maps[1]));
      },
    };
  }

  /**
   * Build the widget in its place, in which a text for lack of JavaScript stands.
   * @param {Element} place
   */
  function start(place) {
    const fault = element("p", { role: "alert", class: "network-fault" });
    const say = (/** @type {string} */ sentence) => (fault.textContent = sentence);
    let current = inside(networkFrom(root.courseModel));
    const title = element("p", {});
    const { chooseSample, elements } = inputs(root.courseSamples, {
      shape: () => current.shape,
      onPicture(picture) {
        say("");
        current.look(picture);
      },
      onNetwork(network) {
        const other = inside(network);
        current.element.replaceWith(other.element);
        current = other;
        chooseSample(FIRST_SAMPLE);
        describe(network);
      },
      onFault: say,
    });

    /** @param {TrainedNetwork} network */
    function describe({ name, classes }) {
      title.textContent = `The network is ${name}. Its classes: ${classes.join(", ")}.`;
    }

    chooseSample(FIRST_SAMPLE);
    describe(root.courseModel);
    place.replaceChildren(
      title,
      element("h3", {}, "1. Choose a picture"),
      element(
        "p",
        {},
        "Nothing leaves your computer: the network runs in this page, also without the internet.",
      ),
      ...elements,
      fault,
      current.element,
    );
  }

  for (const place of document.querySelectorAll(".widget.network")) {
    try {
      start(place);
    } catch (fault) {
      place.prepend(element("p", { role: "alert" }, /** @type {Error} */ (fault).message));
    }
  }
})(/** @type {any} */ (globalThis));
