"use strict";

/**
 * Compute with the scripts of "Train one here" what a test asks for on standard input, and
 * write the answer to standard output, both in JSON.
 */

const fs = require("node:fs");
const path = require("node:path");

const WIDGETS = path.join(__dirname, "../../../book/_widgets");
const request = JSON.parse(fs.readFileSync(0, "utf8"));
for (const script of request.scripts) require(path.join(WIDGETS, script));
const { course } = /** @type {any} */ (globalThis);
const { convolution, maxPooling } = course.trainingConvolution;
const { relu, dropout, dense } = course.trainingLayers;
const { network, differentiate, crossEntropy, adam } = course.trainingNetwork;

const floats = (numbers) => Float32Array.from(numbers);
const list = (numbers) => Array.from(numbers);

/** Numbers that are never drawn: every weight comes from the test. */
const unused = () => 0;

const LAYERS = {
  convolution: ({ shape, filters }) => convolution(shape, filters, 3, unused),
  maxPooling: ({ shape }) => maxPooling(shape),
  relu: ({ shape }) => relu(shape),
  dense: ({ shape, units }) => dense(shape, units, unused),
};

function fill(parameters, weights) {
  parameters.forEach((parameter, number) => parameter.values.set(weights[number]));
}

const gradientsOf = ({ parameters }) => parameters.map(({ gradient }) => list(gradient));

const ANSWERS = {
  /** One layer, forward, and backward from a gradient for its output. */
  layer({ kind, options, weights, input, gradient }) {
    const made = LAYERS[kind](options);
    fill(made.parameters, weights);
    const output = list(made.forward(floats(input), true));
    const inputGradient = list(made.backward(floats(gradient)));
    return { output, inputGradient, gradients: gradientsOf(made) };
  },

  /** Dropout with the factors that it drew. */
  dropout({ count, rate, seed, input, gradient }) {
    const random = course.trainingRandom.stream(seed, "dropout");
    const made = dropout([count], rate, random);
    const output = list(made.forward(floats(input), true));
    return {
      factors: list(made.factors),
      output,
      inputGradient: list(made.backward(floats(gradient))),
      evaluated: list(made.forward(floats(input), false)),
    };
  },

  crossEntropy({ scores, label }) {
    const { loss, gradient } = crossEntropy(floats(scores), label);
    return { loss, gradient: list(gradient) };
  },

  /** The whole network on a batch, with the factors that dropout drew for each picture. */
  network({ shape, classes, rate, seed, weights, pictures, labels }) {
    const made = network(shape, classes, { dropout: rate, seed });
    fill(made.parameters, weights);
    const factors = [];
    const examples = { pictures: pictures.map(floats), labels };
    const watched = {
      ...made,
      backward(gradient) {
        factors.push(list(made.layers.find((layer) => layer.factors).factors));
        made.backward(gradient);
      },
    };
    const batch = labels.map((_, number) => number);
    const { loss } = differentiate(watched, examples, batch);
    return { loss, factors, gradients: gradientsOf(made) };
  },

  /** Steps of Adam with given gradients. */
  adam({ values, gradients, rate }) {
    const parameter = { values: floats(values), gradient: floats(values) };
    const improve = adam([parameter], rate);
    return gradients.map((gradient) => {
      parameter.gradient.set(gradient);
      improve();
      return list(parameter.values);
    });
  },

  /** Runs on the pictures of the page, each as far as it gets. */
  runs({ packed, settings, epochs }) {
    const data = course.trainingPictures.unpack(packed);
    return settings.map((one) => {
      const run = course.trainingRun.start(data, one);
      const first = list(run.snapshot().kernels);
      while (run.epochs() < epochs && !run.broken()) run.step();
      const { kernels, ...snapshot } = run.snapshot();
      return { ...snapshot, first, kernels: list(kernels) };
    });
  },

  /** Unpacked pictures, to compare with what was packed. */
  pictures({ packed }) {
    const { training, validation } = course.trainingPictures.unpack(packed);
    return [training, validation].map(({ pictures, labels }) => ({
      pictures: pictures.map(list),
      labels: list(labels),
    }));
  },

  /** The first weights of a new network, and how often each place of an order comes first. */
  randomness({ shape, classes, seeds, orders }) {
    const first = seeds.map((seed) =>
      network(shape, classes, { dropout: 0.5, seed }).parameters.map(({ values }) =>
        list(values),
      ),
    );
    const { stream, shuffled } = course.trainingRandom;
    const random = stream(1, "order");
    return { first, orders: Array.from({ length: orders }, () => shuffled(6, random)) };
  },
};

const answer = ANSWERS[request.ask](request);
// JSON knows no NaN and no infinity.
process.stdout.write(
  JSON.stringify(answer, (_, value) =>
    typeof value === "number" && !Number.isFinite(value) ? String(value) : value,
  ),
);
