/**
 * Boosted decision trees as flat lists, so that the whole model is a small JSON file. Tree `t`'s nodes begin at `roots[t]`. A node
 * with `feature[n] >= 0` sends values up to `value[n]` to the left child `n + 1` and greater ones to `right[n]`; a node with
 * `feature[n] < 0` is a leaf and adds `value[n]`.
 */
export interface CalibratorData {
  /** Which set of features it was trained on (`FEATURES` in features.ts). */
  readonly features: readonly string[];
  readonly base: number;
  readonly roots: readonly number[];
  readonly feature: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
}

/** Turns the features of a candidate into the probability that it is the next token. */
export class Calibrator {
  private readonly base: number;
  private readonly roots: Int32Array;
  private readonly feature: Int8Array;
  private readonly right: Int32Array;
  private readonly value: Float64Array;

  constructor(data: CalibratorData) {
    this.base = data.base;
    this.roots = Int32Array.from(data.roots);
    this.feature = Int8Array.from(data.feature);
    this.right = Int32Array.from(data.right);
    this.value = Float64Array.from(data.value);
  }

  /** @param features one row, in the order of `FEATURES`. */
  probability(features: Float64Array): number {
    const { feature, right, value } = this;
    let score = this.base;
    for (const root of this.roots) {
      let node = root;
      for (let which = feature[node] as number; which >= 0; which = feature[node] as number) {
        node =
          (features[which] as number) <= (value[node] as number)
            ? node + 1
            : (right[node] as number);
      }
      score += value[node] as number;
    }
    return 1 / (1 + Math.exp(-score));
  }
}
