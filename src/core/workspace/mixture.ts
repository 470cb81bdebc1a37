import type { Candidates, Layer } from './candidates.ts';
import { LEVELS, RENAMED_LEVELS } from './candidates.ts';

/** What a candidate gets that no context ever vouched for. */
const FLOOR = 1e-4;
/** What the names that begin as typed share among them, before any context speaks. */
const NAMES = 0.1;
/** How much the distinct followers of a context speak for "something else": per layer, set by replay. */
const DOUBT = { prior: 4, workspace: 3, renamed: 4, open: 8 };
/** Renamed matches are worth more than literal contexts of fewer tokens than this. */
const RENAMED_AFTER = 4;

/**
 * Estimates the probability of every candidate: Witten-Bell back-off from the longest matching contexts to the shortest, nested so
 * that each layer is the prior of the next: built-in priors → workspace (with the renaming matcher in its midst) → open file.
 * At each level
 *
 *     P(token) ← (count + doubt · distinct · P(token)) / (total + doubt · distinct)
 *
 * After Witten & Bell 1991 and the nested cache of Hellendoorn & Devanbu 2017, "Are deep neural networks the best choice for
 * modeling source code?".
 */
export function mixEvidence(candidates: Candidates): void {
  const { probability, named, count } = candidates;
  for (let slot = 0; slot < count; slot++) {
    probability[slot] = FLOOR + NAMES * (named[slot] as number);
  }
  for (let k = 0; k < LEVELS.length; k++) blend(candidates, candidates.prior, k, DOUBT.prior);
  for (let k = 0; k < LEVELS.length; k++) {
    if (LEVELS[k] === RENAMED_AFTER) {
      for (let r = 0; r < RENAMED_LEVELS.length; r++) {
        blend(candidates, candidates.renamed, r, DOUBT.renamed);
      }
    }
    blend(candidates, candidates.workspace, k, DOUBT.workspace);
  }
  for (let k = 0; k < LEVELS.length; k++) blend(candidates, candidates.open, k, DOUBT.open);
  let sum = 0;
  for (let slot = 0; slot < count; slot++) sum += probability[slot] as number;
  for (let slot = 0; slot < count; slot++) {
    probability[slot] = (probability[slot] as number) / Math.max(sum, 1e-9);
  }
}

function blend(candidates: Candidates, layer: Layer, k: number, doubt: number): void {
  const total = layer.total[k] as number;
  if (total === 0) return;
  const unsure = (layer.distinct[k] as number) * doubt;
  const { probability, count } = candidates;
  for (let slot = 0; slot < count; slot++) {
    probability[slot] =
      (layer.count(slot, k) + unsure * (probability[slot] as number)) / (total + unsure);
  }
}
