"use strict";

/** What the reader can turn, and what is wrong with what was typed. */
(function (root) {
  const PICTURES = 720;
  const LARGEST_SEED = 999999;

  /** @type {SettingField[]} */
  const FIELDS = [
    { name: "rate", label: "Learning rate", hint: "how far each step goes" },
    {
      name: "batch",
      label: "Batch size",
      hint: `pictures a step, 1 to ${PICTURES}`,
    },
    {
      name: "dropout",
      label: "Dropout",
      hint: "share set to zero, 0 to below 1",
    },
    { name: "seed", label: "Seed", hint: "another seed, other random numbers" },
  ];

  /** @type {Record<string, {title: string, rate: string, batch: string, dropout: string}>} */
  const EXPERIMENTS = {
    usual: { title: "the usual way", rate: "0.001", batch: "32", dropout: "0" },
    slow: {
      title: "a rate too low",
      rate: "0.00001",
      batch: "32",
      dropout: "0",
    },
    fast: { title: "a rate too high", rate: "0.1", batch: "32", dropout: "0" },
    absurd: {
      title: "an absurd rate",
      rate: "1e12",
      batch: "32",
      dropout: "0",
    },
    single: {
      title: "batches of one",
      rate: "0.001",
      batch: "1",
      dropout: "0",
    },
    whole: {
      title: "all pictures in one batch",
      rate: "0.001",
      batch: "720",
      dropout: "0",
    },
    overfit: {
      title: "learning by heart",
      rate: "0.01",
      batch: "32",
      dropout: "0",
    },
    dropout: {
      title: "the same with dropout",
      rate: "0.01",
      batch: "32",
      dropout: "0.5",
    },
  };

  /** @type {Record<keyof TrainingSettings, {fits: (value: number) => boolean, rule: string}>} */
  const RULES = {
    rate: {
      fits: (value) => value > 0,
      rule: "The learning rate has to be a number above 0, such as 0.001",
    },
    batch: {
      fits: (value) => Number.isInteger(value) && value >= 1 && value <= PICTURES,
      rule: `The batch size has to be a whole number from 1 to ${PICTURES}, the number of training pictures`,
    },
    dropout: {
      fits: (value) => value >= 0 && value < 1,
      rule: "Dropout has to be a share of at least 0 and below 1, such as 0.5",
    },
    seed: {
      fits: (value) => Number.isInteger(value) && value >= 0 && value <= LARGEST_SEED,
      rule: `The seed has to be a whole number from 0 to ${LARGEST_SEED}`,
    },
  };

  /**
   * @param {keyof TrainingSettings} name
   * @param {string} text
   * @returns {{value: number, complaint: string}} an empty complaint if it will do
   */
  function read(name, text) {
    const typed = text.trim();
    const value = typed === "" ? NaN : Number(typed.replace(",", "."));
    const { fits, rule } = RULES[name];
    if (Number.isFinite(value) && fits(value)) return { value, complaint: "" };
    const found = typed === "" ? "the field is empty" : `“${shortened(typed)}” is not`;
    return { value, complaint: `${rule}; ${found}.` };
  }

  /** @param {string} text */
  function shortened(text) {
    return text.length > 20 ? `${text.slice(0, 20)}…` : text;
  }

  /** The seed for the next try. */
  const seedAfter = (/** @type {number} */ seed) => (seed + 1) % (LARGEST_SEED + 1);

  const trainingSettings = { FIELDS, EXPERIMENTS, read, seedAfter };
  root.course = Object.assign(root.course || {}, { trainingSettings });
  if (typeof module === "object") module.exports = trainingSettings;
})(/** @type {any} */ (globalThis));
