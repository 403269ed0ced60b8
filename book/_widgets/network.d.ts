/** What the scripts of the network share. */

/**
 * Feature maps, or a picture: `values[(row * width + column) * channels + channel]`, as
 * in Keras. A list of values is one row of one column with many channels.
 */
interface Maps {
  height: number;
  width: number;
  channels: number;
  values: Float32Array;
}

type Shape = [height: number, width: number, channels: number];

interface TrainedLayer {
  name: string;
  /** The name of its class in Keras. */
  kind: string;
  /** Of what comes out. */
  shape: Shape;
  activation: "linear" | "relu" | "sigmoid" | "softmax" | "tanh";
  /** Height and width of what is looked at for one value: a kernel or a pool. */
  window: [number, number];
  strides: [number, number];
  padding: "valid" | "same";
  /** One factor and one summand a channel: rescaling, batch normalization. */
  scale: number[];
  offset: number[];
  /** By row, column, channel of the input and channel of the output, as in Keras. */
  weights: Float32Array;
  bias: Float32Array;
}

interface TrainedNetwork {
  name: string;
  /** The value of a white pixel: 1, or 255 if the network scales it itself. */
  white: number;
  classes: string[];
  layers: TrainedLayer[];
}

/** One value of a layer's maps. */
interface Place {
  row: number;
  column: number;
  channel: number;
}

/** A value of a layer's input that takes part in one value of its output. */
interface Part extends Place {
  value: number;
  /** A weight, or a factor. */
  weight: number;
  /** No value of the input: a place outside, where padding counts as zero. */
  padding: boolean;
}

/** What one map of a layer's input adds to a value. */
interface MapShare {
  channel: number;
  parts: Part[];
  sum: number;
}

/** How one value of a layer came about. */
interface Reasons {
  parts: Part[];
  bias: number;
  /** What the activation was given. */
  sum: number;
  value: number;
}
