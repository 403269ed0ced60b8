"use strict";

/** Make elements of a page in the way they are read: tag, attributes, what is inside. */
(function (root) {
  /**
   * @param {string} tag
   * @param {Record<string, unknown>} [attributes] A function listens to the event of that name.
   * @param {...(Node | string)} children
   * @returns {any} the element
   */
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function")
        made.addEventListener(name, /** @type {any} */ (value));
      else if (value !== false) made.setAttribute(name, String(value));
    }
    made.append(...children);
    return made;
  }

  /**
   * A labeled choice.
   * @param {string} label
   * @param {Record<string, string>} options what is shown, by value
   * @param {string} chosen
   * @param {(value: string) => void} onChange
   */
  function choice(label, options, chosen, onChange) {
    const select = element(
      "select",
      { change: () => onChange(select.value) },
      ...Object.entries(options).map(([value, text]) =>
        element("option", { value, selected: value === chosen }, text),
      ),
    );
    return element("label", {}, label, select);
  }

  /**
   * A labeled box to tick.
   * @param {string} label
   * @param {boolean} checked
   * @param {(checked: boolean) => void} onChange
   */
  function tick(label, checked, onChange) {
    const box = element("input", {
      type: "checkbox",
      checked,
      change: () => onChange(box.checked),
    });
    return element("label", {}, box, label);
  }

  root.course = Object.assign(root.course || {}, { elements: { element, choice, tick } });
})(/** @type {any} */ (globalThis));
