"use strict";

/** What trains beside the page, so that the page stays usable: it takes orders and reports. */
(function (root) {
  const { start } = root.course.trainingRun;
  const { unpack } = root.course.trainingPictures;
  // How long it trains before it listens to the page and reports, in milliseconds.
  const SLICE = 100;

  /**
   * @param {(report: TrainingReport) => void} report
   * @returns {(order: TrainingOrder) => void}
   */
  function trainer(report) {
    /** @type {TrainingData} */
    let data;
    /** @type {ReturnType<typeof start>} */
    let run;
    let number = 0;
    let lastEpoch = 0;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let next;

    function pause() {
      clearTimeout(next);
      next = undefined;
    }

    function tell() {
      report({ run: number, running: next !== undefined, ...run.snapshot() });
    }

    const finished = () => run.broken() || run.epochs() >= lastEpoch;

    /** Train for a moment, and come back later if there is more to do. */
    function slice() {
      const end = performance.now() + SLICE;
      while (!finished() && performance.now() < end) run.step();
      next = finished() ? undefined : setTimeout(slice, 0);
      tell();
    }

    return (order) => {
      pause();
      if (order.action === "load") {
        data = unpack(order.packed);
        return;
      }
      if (order.action === "begin") {
        run = start(data, order.settings);
        number = order.run;
      }
      if (order.action === "step" && !run.broken()) run.step();
      if (order.action === "go") {
        lastEpoch = order.lastEpoch;
        next = setTimeout(slice, 0);
      }
      tell();
    };
  }

  if (typeof module === "object") module.exports = { trainer };
  else {
    const obey = trainer((report) => root.postMessage(report));
    root.onmessage = (/** @type {MessageEvent<TrainingOrder>} */ event) => obey(event.data);
  }
})(/** @type {any} */ (globalThis));
