"use strict";

/** Random numbers that come out the same whenever the seed is the same. */
(function (root) {
  // Each purpose draws from a stream of its own: with another dropout rate a run still
  // starts from the same weights and sees its pictures in the same order.
  const STREAMS = { weights: 1, order: 2, dropout: 3 };

  /**
   * A counter whose bits are mixed (SplitMix).
   * @param {number} seed a whole number
   * @param {keyof typeof STREAMS} purpose
   * @returns {RandomNumber}
   */
  function stream(seed, purpose) {
    let counter = mixed(mixed(seed) + STREAMS[purpose]);
    return () => {
      counter = (counter + 0x9e3779b9) | 0;
      return (mixed(counter) >>> 0) / 2 ** 32;
    };
  }

  /** @param {number} number */
  function mixed(number) {
    let bits = number | 0;
    bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return bits ^ (bits >>> 15);
  }

  /**
   * The numbers from 0 on in random order: each order is equally likely.
   * @param {number} count
   * @param {RandomNumber} random
   */
  function shuffled(count, random) {
    const order = Array.from({ length: count }, (_, place) => place);
    for (let last = count - 1; last > 0; last--) {
      const other = Math.floor(random() * (last + 1));
      [order[last], order[other]] = [order[other], order[last]];
    }
    return order;
  }

  const trainingRandom = { stream, shuffled };
  root.course = Object.assign(root.course || {}, { trainingRandom });
  if (typeof module === "object") module.exports = trainingRandom;
})(/** @type {any} */ (globalThis));
