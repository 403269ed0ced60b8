"use strict";

/** A sheet to draw on, by pointer, touch or keys. */
(function (root) {
  const { element } = root.course.elements;
  const SIDE = 256;
  const PEN = 18;
  const STEP = 8;
  const STEPS = /** @type {Record<string, [number, number]>} */ ({
    ArrowUp: [0, -STEP],
    ArrowDown: [0, STEP],
    ArrowLeft: [-STEP, 0],
    ArrowRight: [STEP, 0],
  });

  /**
   * @param {() => void} onStroke when a stroke is finished
   */
  function drawing(onStroke) {
    let empty = true;
    let penDown = false;
    let [x, y] = [SIDE / 2, SIDE / 2];
    const canvas = element("canvas", {
      width: SIDE,
      height: SIDE,
      tabindex: 0,
      role: "application",
      "aria-label":
        "Sheet to draw on. The arrow keys move the pen, the space bar puts it down or lifts it.",
      pointerdown: (/** @type {PointerEvent} */ event) => {
        canvas.setPointerCapture(event.pointerId);
        penDown = true;
        [x, y] = under(event);
        lineTo(x, y);
      },
      pointermove: (/** @type {PointerEvent} */ event) => {
        if (event.buttons) lineTo(...under(event));
      },
      pointerup: lift,
      pointercancel: lift,
      keydown: onKey,
      blur: lift,
    });
    const context = /** @type {CanvasRenderingContext2D} */ (
      canvas.getContext("2d", { willReadFrequently: true })
    );
    const pen = element("div", { class: "network-pen" });
    const color = element("input", { type: "color", value: "#1c1c1c" });
    const ground = element("input", {
      type: "color",
      value: "#ffffff",
      input: clear,
    });

    /** @param {PointerEvent} event @returns {[number, number]} */
    function under({ clientX, clientY }) {
      const { left, top, width, height } = canvas.getBoundingClientRect();
      return [((clientX - left) * SIDE) / width, ((clientY - top) * SIDE) / height];
    }

    /** @param {number} newX @param {number} newY */
    function lineTo(newX, newY) {
      context.strokeStyle = color.value;
      context.lineWidth = PEN;
      context.lineCap = "round";
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(newX, newY);
      context.stroke();
      empty = false;
      moveTo(newX, newY);
    }

    /** @param {number} newX @param {number} newY */
    function moveTo(newX, newY) {
      [x, y] = [newX, newY];
      pen.style.left = `${(100 * x) / SIDE}%`;
      pen.style.top = `${(100 * y) / SIDE}%`;
    }

    function lift() {
      if (!penDown) return;
      penDown = false;
      pen.classList.remove("network-pen-down");
      onStroke();
    }

    /** @param {KeyboardEvent} event */
    function onKey(event) {
      const step = STEPS[event.key];
      if (!step && event.key !== " ") return;
      event.preventDefault();
      if (!step) {
        if (penDown) return lift();
        penDown = true;
        pen.classList.add("network-pen-down");
        return lineTo(x, y);
      }
      const place = [x + step[0], y + step[1]];
      const [newX, newY] = place.map((one) => Math.min(SIDE, Math.max(0, one)));
      if (penDown) lineTo(newX, newY);
      else moveTo(newX, newY);
    }

    function clear() {
      context.fillStyle = ground.value;
      context.fillRect(0, 0, SIDE, SIDE);
      empty = true;
    }

    clear();
    moveTo(x, y);
    return {
      canvas,
      isEmpty: () => empty,
      element: element(
        "div",
        {},
        element("div", { class: "network-sheet" }, canvas, pen),
        element("label", {}, "Pen ", color),
        element("label", {}, "New sheet in ", ground),
        element("button", { type: "button", click: clear }, "Clear"),
      ),
    };
  }

  Object.assign(root.course.network, { drawing });
})(/** @type {any} */ (globalThis));
