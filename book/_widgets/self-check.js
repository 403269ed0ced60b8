"use strict";

/**
 * Self-checks: the page brings the question, the options and the explanations; this adds
 * a button and, beside it, what there is to say to the options that were chosen.
 */
(function (root) {
  const WORDS = {
    nothing: "Choose an answer first.",
    right: "Right.",
    wrong: "Not quite.",
    incomplete: "Right so far, but something is missing.",
  };

  /**
   * Judge what was chosen. The right answer is not given away, so that one can try again.
   * @param {{chosen: boolean, right: boolean}[]} options
   * @returns {{verdict: keyof typeof WORDS, explain: number[]}} and whose explanations to show
   */
  function judge(options) {
    const places = [...options.keys()];
    const chosen = places.filter((place) => options[place].chosen);
    const wrong = chosen.filter((place) => !options[place].right);
    if (chosen.length === 0) return { verdict: "nothing", explain: [] };
    if (wrong.length > 0) return { verdict: "wrong", explain: wrong };
    if (options.some(({ right, chosen }) => right && !chosen))
      return { verdict: "incomplete", explain: [] };
    return { verdict: "right", explain: chosen };
  }

  /**
   * Let a self-check of the page answer.
   * @param {Element} place
   */
  function enliven(place) {
    const boxes = [...place.querySelectorAll("input")];
    const explanations = [...place.querySelectorAll("li")];
    const status = document.createElement("div");
    status.setAttribute("role", "status");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = "Check my answer";

    button.addEventListener("click", () => {
      const { verdict, explain } = judge(
        boxes.map((box, number) => ({
          chosen: box.checked,
          right: explanations[number].classList.contains("right"),
        })),
      );
      status.className = verdict;
      status.replaceChildren(
        line(WORDS[verdict]),
        ...explain.map((number) =>
          line(...explanations[number].querySelectorAll("em, .why")),
        ),
      );
    });
    // what is said belongs to the options as they were
    for (const box of boxes) box.addEventListener("change", () => status.replaceChildren());
    place.querySelector("fieldset")?.append(button, status);
  }

  /**
   * @param {...(string | Node)} parts copied, so that they stay where they are as well
   */
  function line(...parts) {
    const paragraph = document.createElement("p");
    for (const part of parts)
      paragraph.append(typeof part === "string" ? part : part.cloneNode(true), " ");
    return paragraph;
  }

  if (typeof document === "object")
    document.querySelectorAll(".widget.self-check").forEach(enliven);
  if (typeof module === "object") module.exports = { judge };
})(/** @type {any} */ (globalThis));
