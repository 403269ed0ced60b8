"use strict";

/** The numbers of runs in tables: epoch by epoch, and run by run. */
(function (root) {
  const { loss, percent } = root.course.trainingWords;
  const { element } = root.course.elements;

  const EPOCH_HEAD = [
    "Epoch",
    "Loss, training",
    "Loss, validation",
    "Accuracy, training",
    "Accuracy, validation",
  ];
  const RUN_HEAD = ["Run", "Learning rate", "Batch size", "Dropout", "Seed", "Steps"];

  /**
   * Read the run that stands on the page for those without JavaScript.
   * @param {Element} place
   * @returns {Epoch[]}
   */
  function recordedEpochs(place) {
    return [...place.querySelectorAll("tbody tr")].map((row) => {
      const [, ...values] = [...row.children].map((cell) =>
        parseFloat(cell.textContent || ""),
      );
      const [loss, validationLoss, accuracy, validationAccuracy] = values;
      return {
        loss,
        validationLoss,
        accuracy: accuracy / 100,
        validationAccuracy: validationAccuracy / 100,
      };
    });
  }

  /** @param {Epoch} epoch */
  function epochCells({ loss: training, validationLoss, accuracy, validationAccuracy }) {
    return [
      loss(training),
      loss(validationLoss),
      percent(accuracy),
      percent(validationAccuracy),
    ];
  }

  /** @param {RememberedRun} run */
  function runCells({ settings: { rate, batch, dropout, seed }, epochs, steps, broken }) {
    const last = epochs[epochs.length - 1];
    const results = last ? epochCells(last) : ["–", "–", "–", "–"];
    const count = broken ? `${epochs.length}, broken off` : epochs.length;
    return [rate, batch, dropout, seed, steps, count, ...results];
  }

  /**
   * A table that scrolls by itself where it is too wide, with the keyboard as well.
   * @param {string} caption
   * @param {string[]} head
   */
  function table(caption, head) {
    const body = element("tbody");
    const titles = head.map((title) => element("th", { scope: "col" }, title));
    const whole = element(
      "div",
      {
        class: "training-scroll",
        tabindex: 0,
        role: "region",
        "aria-label": caption,
      },
      element(
        "table",
        {},
        element("caption", {}, caption),
        element("thead", {}, element("tr", {}, ...titles)),
        body,
      ),
    );

    /** @param {(string | number)[][]} rows without their numbers, which are written here */
    function show(rows) {
      body.replaceChildren(
        ...rows.map((cells, number) =>
          element(
            "tr",
            {},
            element("th", { scope: "row" }, String(number + 1)),
            ...cells.map((cell) => element("td", {}, String(cell))),
          ),
        ),
      );
    }

    return { whole, show };
  }

  /** A table of epochs. */
  function epochTable() {
    const { whole, show } = table("The numbers behind the curves", EPOCH_HEAD);
    return {
      whole,
      show: (/** @type {Epoch[]} */ epochs) => show(epochs.map(epochCells)),
    };
  }

  /** A table of runs, each with its last epoch. */
  function runTable() {
    const { whole, show } = table("Your runs at their last epochs", [
      ...RUN_HEAD,
      "Epochs",
      ...EPOCH_HEAD.slice(1),
    ]);
    return {
      whole,
      show: (/** @type {RememberedRun[]} */ runs) => show(runs.map(runCells)),
    };
  }

  const trainingTable = { recordedEpochs, epochTable, runTable };
  root.course = Object.assign(root.course || {}, { trainingTable });
})(/** @type {any} */ (globalThis));
