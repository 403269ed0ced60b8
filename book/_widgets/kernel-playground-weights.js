"use strict";

/** Read weights as people write them, and write numbers as people read them. */
(function (root) {
  const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
  // larger ones would only make sums that nobody can read
  const LARGEST = 1e6;

  /**
   * Read a weight such as 2, -0.5, −1, 0,25 or 1/9.
   * @param {string} text
   * @returns {KernelWeight}
   */
  function readWeight(text) {
    const parts = text.replaceAll("−", "-").replaceAll(",", ".").split("/");
    const numbers = parts.map((part) => (NUMBER.test(part.trim()) ? Number(part) : NaN));
    const value = parts.length > 2 ? NaN : numbers[0] / (numbers[1] ?? 1);
    return { value, python: numbers.join(" / "), problem: problemWith(text.trim(), value) };
  }

  /**
   * @param {string} text
   * @param {number} value
   * @returns {string} how the sentence about the weight goes on, or nothing
   */
  function problemWith(text, value) {
    if (text === "") return "is empty";
    if (!Number.isFinite(value)) return `is “${text}”, which is no number`;
    if (Math.abs(value) > LARGEST) return `is ${text}, and at most a million is allowed`;
    return "";
  }

  /**
   * Round to two digits after the point, or to two digits where that would leave nothing.
   * @param {number} number
   */
  function rounded(number) {
    return Number(Math.abs(number) < 1 ? number.toPrecision(2) : number.toFixed(2));
  }

  /**
   * @param {number} number
   * @returns {string} rounded, with a real minus sign
   */
  function shown(number) {
    return String(rounded(number) + 0).replaceAll("-", "−");
  }

  /**
   * @param {number} number
   * @returns {string} such as “= 5”, or “≈ 0.33” where it was rounded
   */
  function equals(number) {
    return `${rounded(number) === number ? "=" : "≈"} ${shown(number)}`;
  }

  /**
   * @param {number} number
   * @returns {string} such as “5”, or “about 0.33” where it was rounded
   */
  function about(number) {
    return rounded(number) === number ? shown(number) : `about ${shown(number)}`;
  }

  const kernelWeights = { readWeight, shown, equals, about };
  root.course = Object.assign(root.course || {}, { kernelWeights });
  if (typeof module === "object") module.exports = kernelWeights;
})(/** @type {any} */ (globalThis));
