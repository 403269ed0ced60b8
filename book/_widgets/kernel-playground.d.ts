/** What the scripts of the kernel playground hand to each other. */

interface ConvolutionSettings {
  stride: number;
  padding: "valid" | "same";
}

interface GridPlace {
  row: number;
  column: number;
}

/** One product of a window. Outside of the picture lies padding, whose value is 0. */
interface Term {
  value: number;
  weight: number;
  product: number;
  inside: boolean;
}

/** A gray picture, and the Python code that makes the same picture. */
interface GrayPicture {
  title: string;
  grid: Grid;
  white: number;
  code: string;
}

/** A kernel of the list, as the course's Python wrote it into the data. */
interface KnownKernel {
  title: string;
  weights: string[];
  says: string;
}

/** A picture of the list, likewise: its gray values are bytes in base64. */
interface KnownPicture {
  title: string;
  height: number;
  width: number;
  white: number;
  data: string;
  code: string;
}

/** A weight as it was read: its value, how Python writes it, and what is wrong with it. */
interface KernelWeight {
  value: number;
  python: string;
  problem: string;
}

/** What the reader has chosen. */
interface PlaygroundState extends ConvolutionSettings {
  picture: GrayPicture;
  weights: KernelWeight[];
  relu: boolean;
  pool: boolean;
}

/** The maps that the layer makes, the sums, and what comes out after ReLU and pooling. */
interface PlaygroundMaps {
  kernel: Grid;
  sums: Grid;
  last: Grid;
}
