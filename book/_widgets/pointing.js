"use strict";

/** Point at one value of a map: with a mouse, a finger, a pen or the arrow keys. */
(function (root) {
  /** How far each key goes: rows and columns. */
  const STEPS = /** @type {Record<string, [number, number]>} */ ({
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    PageUp: [-10, 0],
    PageDown: [10, 0],
  });

  // The browser reports a move as well when the page moves under a pointer that rests.
  let rests = false;
  let last = { x: NaN, y: NaN };
  root.addEventListener?.(
    "pointermove",
    (/** @type {PointerEvent} */ { clientX: x, clientY: y }) => {
      rests = x === last.x && y === last.y;
      last = { x, y };
    },
    true,
  );

  /**
   * @param {HTMLCanvasElement} canvas one pixel of it is one value
   * @param {PointerEvent} event
   * @returns {GridPlace}
   */
  function placeUnder(canvas, event) {
    const box = canvas.getBoundingClientRect();
    return {
      row: Math.floor(((event.clientY - box.top) / box.height) * canvas.height),
      column: Math.floor(((event.clientX - box.left) / box.width) * canvas.width),
    };
  }

  /**
   * @param {HTMLCanvasElement} canvas
   * @param {object} reactions
   * @param {(place: GridPlace) => void} reactions.preview the pointer is over a value
   * @param {(place: GridPlace) => void} reactions.keep a value was clicked or touched
   * @param {() => void} reactions.leave the pointer is elsewhere
   * @param {(rows: number, columns: number) => void} reactions.step a key was pressed
   */
  function follow(canvas, { preview, keep, leave, step }) {
    canvas.addEventListener("pointerdown", (event) => keep(placeUnder(canvas, event)));
    canvas.addEventListener("pointermove", (event) => {
      if (rests) return;
      const react = event.buttons ? keep : preview;
      react(placeUnder(canvas, event));
    });
    canvas.addEventListener("pointerleave", leave);
    canvas.addEventListener("keydown", (event) => {
      const steps = STEPS[event.key];
      if (!steps || event.ctrlKey || event.altKey || event.metaKey) return;
      event.preventDefault();
      step(...steps);
    });
  }

  root.course = Object.assign(root.course || {}, { pointing: { follow } });
})(/** @type {any} */ (globalThis));
