"use strict";

/** The settings of a run as fields to fill in, each with what is wrong with it. */
(function (root) {
  const { FIELDS, EXPERIMENTS, read, seedAfter } = root.course.trainingSettings;
  const { choice, element } = root.course.elements;
  const OWN = "own";

  /** @param {() => void} onChange after each change that leaves all fields in order */
  function build(onChange) {
    /** @type {ReturnType<typeof line>[]} */
    const fields = FIELDS.map((/** @type {SettingField} */ field) => line(field, edited));
    const titles = Object.entries(EXPERIMENTS).map(([name, { title }]) => [name, title]);
    const experiment = choice(
      "Experiment",
      Object.fromEntries([...titles, [OWN, "settings of your own"]]),
      "usual",
      (/** @type {string} */ name) => name === OWN || fill(EXPERIMENTS[name]),
    );

    /** @param {Record<string, string>} texts by the names of the fields */
    function fill(texts) {
      write(texts);
      if (check()) onChange();
    }

    /** @param {Record<string, string>} texts */
    function write(texts) {
      for (const { name, input } of fields) if (name in texts) input.value = texts[name];
    }

    function edited() {
      experiment.querySelector("select").value = OWN;
      if (check()) onChange();
    }

    /** Say beside each field what is wrong; true if nothing is. */
    function check() {
      return fields.map((field) => field.check()).every(Boolean);
    }

    /** @returns {TrainingSettings} */
    function settings() {
      const values = fields.map(({ name, input }) => [name, read(name, input.value).value]);
      return /** @type {any} */ (Object.fromEntries(values));
    }

    write({ ...EXPERIMENTS.usual, seed: "1" });
    return {
      whole: element(
        "fieldset",
        {},
        element("legend", {}, "Settings"),
        experiment,
        ...fields.map(({ whole }) => whole),
      ),
      check,
      nextSeed() {
        const { seed } = settings();
        fill({ seed: String(Number.isFinite(seed) ? seedAfter(seed) : 1) });
      },
      /** Put the keyboard where something has to be mended. */
      focusFault: () => fields.find((field) => !field.check())?.input.focus(),
      settings,
    };
  }

  /**
   * @param {SettingField} field
   * @param {() => void} edited
   */
  function line({ name, label, hint }, edited) {
    const [hintId, complaintId] = [`training-${name}-hint`, `training-${name}-complaint`];
    const input = element("input", {
      type: "text",
      inputmode: name === "rate" || name === "dropout" ? "text" : "numeric",
      autocomplete: "off",
      "aria-describedby": `${hintId} ${complaintId}`,
      change: edited,
    });
    const complaint = element("p", {
      class: "complaint",
      id: complaintId,
      role: "alert",
    });

    function check() {
      const found = read(name, input.value);
      if (complaint.textContent !== found.complaint)
        complaint.textContent = found.complaint;
      input.setAttribute("aria-invalid", String(found.complaint !== ""));
      return found.complaint === "";
    }

    const whole = element(
      "div",
      {},
      element("label", {}, label, input),
      element("p", { class: "hint", id: hintId }, hint),
      complaint,
    );
    return { name, input, check, whole };
  }

  root.course = Object.assign(root.course || {}, { trainingForm: { build } });
})(/** @type {any} */ (globalThis));
