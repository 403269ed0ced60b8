/** What the scripts of the widgets share, since classic scripts can't import each other. */

/** Numbers in rows: `values[row * width + column]`. */
interface Grid {
  height: number;
  width: number;
  values: Float64Array;
}
