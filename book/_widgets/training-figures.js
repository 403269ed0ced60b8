"use strict";

/** The curves of a run beside each other, and what their lines mean. */
(function (root) {
  const { chart, sample } = root.course.trainingCurves;
  const { GUESSING } = root.course.trainingWords;
  const { element } = root.course.elements;

  const LINES = {
    training: "training",
    validation: "validation",
    before: "validation, the run before",
  };

  /** Two charts with one legend. */
  function build() {
    const charts = element("div", { class: "training-charts" });
    const legend = element("ul", { class: "training-legend" });

    /**
     * @param {Epoch[]} epochs
     * @param {Epoch[]} before of the run before, or none
     */
    function show(epochs, before) {
      charts.replaceChildren(
        chart(
          [
            {
              kind: "before",
              values: before.map((epoch) => epoch.validationLoss),
            },
            { kind: "training", values: epochs.map((epoch) => epoch.loss) },
            {
              kind: "validation",
              values: epochs.map((epoch) => epoch.validationLoss),
            },
          ],
          { label: "Loss", top: 1.2, guess: GUESSING.loss },
        ),
        chart(
          [
            {
              kind: "before",
              values: before.map((epoch) => epoch.validationAccuracy),
            },
            { kind: "training", values: epochs.map((epoch) => epoch.accuracy) },
            {
              kind: "validation",
              values: epochs.map((epoch) => epoch.validationAccuracy),
            },
          ],
          { label: "Accuracy", top: 1, guess: GUESSING.accuracy },
        ),
      );
      const shown = Object.entries(LINES).filter(
        ([kind]) => kind !== "before" || before.length > 0,
      );
      legend.replaceChildren(
        ...shown.map(([kind, text]) => element("li", {}, sample(kind), text)),
      );
    }

    return { whole: element("div", {}, charts, legend), show };
  }

  root.course = Object.assign(root.course || {}, {
    trainingFigures: { build },
  });
})(/** @type {any} */ (globalThis));
