"use strict";

/** The page's side of the worker: load it when it is first needed, give it orders. */
(function (root) {
  // Beside this script; loaded only when somebody trains, because it is large.
  const DATA = new URL(
    "training-data.js",
    /** @type {HTMLScriptElement} */ (document.currentScript).src,
  ).href;

  /**
   * @param {(report: TrainingReport) => void} onReport of the newest run
   * @param {(sentence: string) => void} onFault
   */
  function engine(onReport, onFault) {
    /** @type {Promise<Worker | null> | undefined} */
    let started;
    let newest = 0;

    async function start() {
      try {
        await loadData();
        const made = workerOf(root.course.trainingProgram);
        made.onmessage = ({ data }) => {
          if (data.run === newest) onReport(data);
        };
        made.onerror = () =>
          onFault("The training has failed. Reload the page to try again.");
        made.postMessage({ action: "load", packed: root.course.trainingData });
        return made;
      } catch {
        started = undefined;
        onFault(
          "The pictures and the program for training could not be loaded. " +
            "Press Start to try again.",
        );
        return null;
      }
    }

    /** @param {TrainingOrder} order */
    async function send(order) {
      started ??= start();
      (await started)?.postMessage(order);
    }

    return {
      /** @param {TrainingSettings} settings */
      begin: (settings) => send({ action: "begin", run: ++newest, settings }),
      /** @param {number} lastEpoch */
      go: (lastEpoch) => send({ action: "go", lastEpoch }),
      step: () => send({ action: "step" }),
      pause: () => send({ action: "pause" }),
    };
  }

  /** @returns {Promise<void>} */
  function loadData() {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = DATA;
      script.onload = () => resolve();
      script.onerror = reject;
      document.head.append(script);
    });
  }

  /** @param {string} program */
  function workerOf(program) {
    const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
    return new Worker(address);
  }

  root.course = Object.assign(root.course || {}, {
    trainingEngine: { engine },
  });
})(/** @type {any} */ (globalThis));
