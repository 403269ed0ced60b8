"use strict";

/** The kernel of the playground: a list of known ones, and nine weights to edit. */
(function (root) {
  const { elements, kernelWeights } = root.course;
  const { choice, element } = elements;
  const { readWeight, shown } = kernelWeights;

  const OWN = "own";
  const POSITIONS = [
    ...["upper left", "top", "upper right"],
    ...["left", "middle", "right"],
    ...["lower left", "bottom", "lower right"],
  ];
  let fieldsBuilt = 0;

  /**
   * Say what the kernel makes of an even area.
   * @param {number} total of the weights
   */
  function evenAreas(total) {
    const rule = `The weights add up to ${shown(total)}`;
    if (Math.abs(total - 1) < 1e-9) return `${rule}: an even area keeps its brightness.`;
    if (Math.abs(total) < 1e-9)
      return `${rule}: an even area becomes 0, only changes are left.`;
    return `${rule}: in an even area each pixel is multiplied by that.`;
  }

  /**
   * @param {Record<string, KnownKernel>} known
   * @param {string} chosen its name in the list
   * @param {(weights: KernelWeight[]) => void} onChange called with nine good weights only
   */
  function kernelField(known, chosen, onChange) {
    const complaintId = `kernel-complaint-${++fieldsBuilt}`;
    const complaint = element("p", { class: "complaint", role: "alert", id: complaintId });
    const about = element("p", { class: "about" });
    const inputs = POSITIONS.map((position, number) =>
      element("input", {
        "aria-label": `${position} weight`,
        "aria-describedby": complaintId,
        autocomplete: "off",
        spellcheck: "false",
        value: known[chosen].weights[number],
        input: () => {
          list.value = OWN;
          take();
        },
      }),
    );
    const titles = Object.entries(known).map(([name, { title }]) => [name, title]);
    const options = { ...Object.fromEntries(titles), [OWN]: "your own" };
    const names = choice("Choose", options, chosen, (/** @type {string} */ name) => {
      if (name !== OWN) fill(known[name].weights);
    });
    const list = names.querySelector("select");

    /** @param {string[]} weights */
    function fill(weights) {
      inputs.forEach((input, number) => (input.value = weights[number]));
      take();
    }

    /** Hand the nine weights on, or say what is wrong with the first bad one. */
    function take() {
      const weights = inputs.map((input) => readWeight(input.value));
      weights.forEach(({ problem }, number) => {
        inputs[number].setAttribute("aria-invalid", String(problem !== ""));
      });
      const bad = weights.findIndex(({ problem }) => problem);
      complaint.textContent =
        bad < 0
          ? ""
          : `The ${POSITIONS[bad]} weight ${weights[bad].problem}. Write a number such as 2, −0.5 or 1/9; until then the last good map stays.`;
      if (bad >= 0) return;
      const total = weights.reduce((all, { value }) => all + value, 0);
      const says = list.value === OWN ? "" : `${known[list.value].says} `;
      about.textContent = says + evenAreas(total);
      onChange(weights);
    }

    const whole = element(
      "fieldset",
      {},
      element("legend", {}, "Kernel"),
      names,
      element("div", { class: "weights" }, ...inputs),
      complaint,
      about,
    );
    return { whole, take };
  }

  root.course = Object.assign(root.course || {}, { kernelField });
})(/** @type {any} */ (globalThis));
