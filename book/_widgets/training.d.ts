/** What the scripts of "Train one here" hand to each other. */

/** Numbers that training changes, and how the loss changes with each of them. */
interface Parameter {
  shape: number[];
  values: Float32Array;
  gradient: Float32Array;
}

/**
 * One step from a picture to its scores. Pictures pass one by one; `backward` belongs to
 * the `forward` before it, and adds to the gradients of the parameters.
 */
interface Layer {
  name: string;
  outputShape: number[];
  parameters: Parameter[];
  forward(input: Float32Array, training: boolean): Float32Array;
  backward(gradient: Float32Array): Float32Array;
}

/** From 0 up to and without 1. */
type RandomNumber = () => number;

interface Network {
  layers: Layer[];
  parameters: Parameter[];
  forward(picture: Float32Array, training: boolean): Float32Array;
  backward(gradient: Float32Array): void;
}

/** One picture after the other, with values from 0 to 1, and the numbers of their classes. */
interface Examples {
  pictures: Float32Array[];
  labels: Uint8Array;
}

interface TrainingData {
  classes: string[];
  /** of one picture: height, width, channels */
  shape: number[];
  training: Examples;
  validation: Examples;
}

interface TrainingSettings {
  rate: number;
  batch: number;
  dropout: number;
  seed: number;
}

/** The averages of one epoch. */
interface Epoch {
  loss: number;
  accuracy: number;
  validationLoss: number;
  validationAccuracy: number;
}

/** All that the page shows of a run. */
interface Snapshot {
  epochs: Epoch[];
  steps: number;
  stepsAnEpoch: number;
  /** of the last batch; not known before the first */
  batchLoss: number | null;
  kernels: Float32Array;
  /** The loss is no longer a number, and training has stopped. */
  broken: boolean;
}

/** What the build of the site writes. */
interface PackedData {
  classes: string[];
  shape: number[];
  trainingAClass: number;
  validationAClass: number;
  /** base64 of the pixels, two of 16 steps in each byte */
  pixels: string;
}

/** What the page asks of its worker. Each order but "go" ends what is going on. */
type TrainingOrder =
  | { action: "load"; packed: PackedData }
  | { action: "begin"; run: number; settings: TrainingSettings }
  | { action: "go"; lastEpoch: number }
  | { action: "step" }
  | { action: "pause" };

type TrainingReport = Snapshot & { run: number; running: boolean };

/** A run as the page remembers it. */
interface RememberedRun {
  settings: TrainingSettings;
  epochs: Epoch[];
  steps: number;
  broken: boolean;
}

interface SettingField {
  name: keyof TrainingSettings;
  label: string;
  hint: string;
}

/** One value for each epoch; the kind says how it is drawn. */
interface Curve {
  kind: "training" | "validation" | "before";
  values: number[];
}
