"use strict";

/** Train one here: a small network that learns while you watch. */
(function (root) {
  const { trainingEngine, trainingFigures, trainingForm, trainingKernels } = root.course;
  const { trainingTable, trainingWords } = root.course;
  const { element } = root.course.elements;
  // A press of Start trains for this many epochs, and what is read aloud comes this often.
  const EPOCHS = 30;
  const EPOCHS_A_SENTENCE = 5;

  /** @param {Epoch[]} epochs that a run has done */
  const sentences = (epochs) => Math.floor(epochs.length / EPOCHS_A_SENTENCE);

  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  /** @param {HTMLElement} place where the page wants to train */
  function build(place) {
    const recorded = trainingTable.recordedEpochs(place);
    const form = trainingForm.build(() =>
      startOver("New settings: press Start for a new run."),
    );
    const [figures, kernels] = [trainingFigures.build(), trainingKernels.build()];
    const [epochTable, runTable] = [trainingTable.epochTable(), trainingTable.runTable()];
    const status = element("p", { role: "status" });
    const counter = element("p", { class: "training-counter" });
    const yourRuns = element("div", { hidden: "" }, runTable.whole);
    const engine = trainingEngine.engine(show, fail);
    const startButton = button("Start", () => (running ? engine.pause() : go()));

    /** @type {RememberedRun[]} */
    const runs = [];
    /** @type {RememberedRun | undefined} */
    let current;
    let running = false;
    /** @type {Epoch[]} */
    let before = recorded;
    /** @type {Float32Array | undefined} */
    let firstKernels;

    /** @param {string} sentence */
    function say(sentence) {
      if (status.textContent !== sentence) status.textContent = sentence;
    }

    /** @param {string} sentence */
    function fail(sentence) {
      current = undefined;
      ready(false);
      say(sentence);
    }

    /** Begin a run unless one is under way; false if a setting has to be mended first. */
    function begun() {
      if (current?.broken) startOver("");
      if (current) return true;
      if (!form.check()) {
        form.focusFault();
        return false;
      }
      if (!firstKernels) say("Loading the pictures …");
      firstKernels = undefined;
      current = {
        settings: form.settings(),
        epochs: [],
        steps: 0,
        broken: false,
      };
      engine.begin(current.settings);
      return true;
    }

    function go() {
      if (!begun()) return;
      const rounds = Math.floor(Number(current?.epochs.length) / EPOCHS);
      engine.go((rounds + 1) * EPOCHS);
    }

    function step() {
      if (begun()) engine.step();
    }

    /** @param {string} sentence */
    function startOver(sentence) {
      if (current) {
        engine.pause();
        if (current.epochs.length > 0) before = current.epochs;
        current = undefined;
        figures.show([], before);
        epochTable.show([]);
      }
      ready(false);
      counter.textContent = "";
      say(sentence);
    }

    /** @param {boolean} isRunning */
    function ready(isRunning) {
      running = isRunning;
      startButton.textContent = running ? "Pause" : current ? "Go on" : "Start";
    }

    /** @param {TrainingReport} report */
    function show(report) {
      if (!current) return;
      const { epochs, steps, broken } = report;
      // A report may bring several epochs at once, and so none that ends just five.
      const due = sentences(epochs) > sentences(current.epochs);
      const changed = {
        running: report.running !== running,
        steps: steps !== current.steps,
        epochs: epochs.length !== current.epochs.length,
      };
      if (steps > 0 && !runs.includes(current)) runs.unshift(current);
      Object.assign(current, { epochs, steps, broken });
      firstKernels ??= report.kernels;
      ready(report.running);
      counter.textContent = trainingWords.counter(report);
      if (running && changed.running) say("Training.");
      else if (running ? due : changed.running || changed.steps)
        say(trainingWords.standing(report));
      draw(report.kernels, !running || due || (changed.epochs && !calm.matches));
    }

    /**
     * @param {Float32Array} newKernels
     * @param {boolean} all the curves and the tables as well
     */
    function draw(newKernels, all) {
      if (all || !calm.matches)
        kernels.show(/** @type {Float32Array} */ (firstKernels), newKernels);
      if (!all || !current) return;
      figures.show(current.epochs, before);
      epochTable.show(current.epochs);
      runTable.show(runs);
      yourRuns.hidden = runs.length === 0;
    }

    const again =
      "The same settings and the same seed: press Start, and the run repeats itself.";
    const buttons = element(
      "div",
      { class: "training-buttons" },
      startButton,
      button("One step", step),
      button("Start over", () => startOver(again)),
      button("Another seed", () => form.nextSeed()),
    );
    place.setAttribute("role", "group");
    place.setAttribute("aria-label", "Train one here");
    place.replaceChildren(
      element(
        "div",
        { class: "training-top" },
        form.whole,
        element("div", {}, buttons, status, counter, kernels.whole),
      ),
      figures.whole,
      element(
        "details",
        {},
        element("summary", {}, "The numbers behind the curves"),
        epochTable.whole,
      ),
      yourRuns,
    );
    figures.show(recorded, []);
    epochTable.show(recorded);
    say(
      "These curves were recorded with the settings that you see. Press Start for your own.",
    );
  }

  /**
   * @param {string} text
   * @param {() => void} onClick
   */
  function button(text, onClick) {
    return element("button", { type: "button", click: onClick }, text);
  }

  document.querySelectorAll(".widget.training").forEach((place) => {
    build(/** @type {HTMLElement} */ (place));
  });
})(/** @type {any} */ (globalThis));
