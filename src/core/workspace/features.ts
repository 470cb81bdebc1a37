import { type Candidates, type Layer, LEVELS, RENAMED_LEVELS } from './candidates.ts';
import { KIND } from './vocabulary.ts';

/**
 * What the calibrator is told about a candidate, in this order. Its training data and its model carry these names: a model trained
 * on other features is refused.
 */
export const FEATURES = [
  'logit', // of the mixture's probability
  'rival', // the best other candidate's probability
  'rank', // among the candidates by probability: 0 is the first
  'workspaceTop', // longest context with any evidence in the workspace, tokens
  'workspaceShare', // the candidate's share of it
  'workspaceTotal', // log of how much it is
  'workspaceLongest', // longest context behind this candidate
  'workspaceDistinct', // log of how many candidates the last token alone allows
  'openTop',
  'openShare',
  'openTotal',
  'openLongest',
  'openDistinct',
  'openDistance', // log of how many tokens ago the open file had it
  'renamedTop',
  'renamedShare',
  'renamedTotal',
  'renamedLongest',
  'priorTop',
  'priorShare',
  'typed', // characters of the word already typed
  'whole', // 1: the candidate is exactly what is typed
  'kind', // KIND
  'usesHere', // log of the word's uses in the open file
  'named', // share among the names that begin as typed
  'names', // log of how many names do
  'length', // characters it adds
  'step', // tokens predicted before it
  'path', // log of the probability of those
  'column', // tokens before it on the line
  'inside', // 0 code, 1 string, 2 comment
  'rest', // text after the cursor on its line: 0 none, 1 only closing brackets and punctuation, 2 more
  'meetsRest', // 1: the candidate is what stands after the cursor
  'indexSize', // log of the workspace's tokens
  'openSize', // log of the open file's tokens
  'near', // how close the file behind it is: 0 none, 1 elsewhere, 2 same folder, 3 same name
  'spaced', // 1: comes after a space
  'follows', // 1: the line that followed there begins as our next line does
  'workspaceShare1', // the candidate's share of what followed the last token in the workspace
  'workspaceShare2', // … the last two tokens
  'workspaceShare4', // … the last four
  'openShare1',
  'openShare2',
  'count', // log of how often the longest context in the workspace was followed by it
  'onLine', // times its word stands on the line already
  'above', // 1: its word stands on the line above
  'lastKind', // KIND of the token before it, -1 at the start of the text
  'beforeLastKind', // … of the one before that
  'depth', // brackets that are open on the line before it
  'nameHere', // log of the uses, in the open file, of the identifier that it makes or ends; -1 where there is none
  'nameElsewhere', // the same in the workspace
] as const;

export const FEATURE_COUNT = FEATURES.length;

/** What is the same for all candidates of a step. */
export interface Step {
  typed: number;
  names: number;
  step: number;
  path: number;
  column: number;
  inside: number;
  rest: number;
  indexSize: number;
  openLength: number;
  lastKind: number;
  beforeLastKind: number;
  depth: number;
}

/** What only the engine can tell about a candidate. */
export interface CandidateFacts {
  readonly kind: number;
  readonly usesHere: number;
  readonly length: number;
  readonly whole: boolean;
  readonly meetsRest: boolean;
  readonly near: number;
  readonly follows: boolean;
  readonly onLine: number;
  readonly above: boolean;
  readonly nameHere: number;
  readonly nameElsewhere: number;
}

/** Writes the features of the candidate in `slot` into `row`. */
export function writeFeatures(
  row: Float64Array,
  candidates: Candidates,
  slot: number,
  rank: number,
  rival: number,
  step: Step,
  facts: CandidateFacts,
): void {
  const { workspace, open, renamed, prior } = candidates;
  const probability = Math.min(candidates.probability[slot] as number, 0.9999);
  const workspaceTop = workspace.top;
  const openTop = open.top;
  const renamedTop = renamed.top;
  const priorTop = prior.top;
  const latest = open.latest[slot] as number;
  let at = 0;
  row[at++] = Math.log(probability / (1 - probability));
  row[at++] = rival;
  row[at++] = rank;
  row[at++] = levelAt(LEVELS, workspaceTop);
  row[at++] = share(workspace, slot, workspaceTop);
  row[at++] = logTotal(workspace, workspaceTop);
  row[at++] = workspace.longest[slot] as number;
  row[at++] = Math.log1p(workspace.distinct[0] as number);
  row[at++] = levelAt(LEVELS, openTop);
  row[at++] = share(open, slot, openTop);
  row[at++] = logTotal(open, openTop);
  row[at++] = open.longest[slot] as number;
  row[at++] = Math.log1p(open.distinct[0] as number);
  row[at++] = latest < 0 ? 20 : Math.log1p(step.openLength - latest);
  row[at++] = levelAt(RENAMED_LEVELS, renamedTop);
  row[at++] = share(renamed, slot, renamedTop);
  row[at++] = logTotal(renamed, renamedTop);
  row[at++] = renamed.longest[slot] as number;
  row[at++] = levelAt(LEVELS, priorTop);
  row[at++] = share(prior, slot, priorTop);
  row[at++] = step.typed;
  row[at++] = facts.whole ? 1 : 0;
  row[at++] = facts.kind;
  row[at++] = Math.log1p(facts.usesHere);
  row[at++] = candidates.named[slot] as number;
  row[at++] = Math.log1p(step.names);
  row[at++] = facts.length;
  row[at++] = step.step;
  row[at++] = step.path;
  row[at++] = Math.min(step.column, 30);
  row[at++] = step.inside;
  row[at++] = step.rest;
  row[at++] = facts.meetsRest ? 1 : 0;
  row[at++] = Math.log1p(step.indexSize);
  row[at++] = Math.log1p(step.openLength);
  row[at++] = facts.near;
  row[at++] = facts.kind !== KIND.newline && candidates.space[slot] !== 0 ? 1 : 0;
  row[at++] = facts.follows ? 1 : 0;
  row[at++] = shareOfSome(workspace, slot, 0);
  row[at++] = shareOfSome(workspace, slot, 1);
  row[at++] = shareOfSome(workspace, slot, 3);
  row[at++] = shareOfSome(open, slot, 0);
  row[at++] = shareOfSome(open, slot, 1);
  row[at++] = workspaceTop < 0 ? 0 : Math.log1p(workspace.count(slot, workspaceTop));
  row[at++] = facts.onLine;
  row[at++] = facts.above ? 1 : 0;
  row[at++] = step.lastKind;
  row[at++] = step.beforeLastKind;
  row[at++] = step.depth;
  row[at++] = facts.nameHere < 0 ? -1 : Math.log1p(facts.nameHere);
  row[at] = facts.nameElsewhere < 0 ? -1 : Math.log1p(facts.nameElsewhere);
}

/** The candidate's share at a level, -1 where the level has no evidence at all. */
function shareOfSome(layer: Layer, slot: number, k: number): number {
  const total = layer.total[k] as number;
  return total === 0 ? -1 : layer.count(slot, k) / total;
}

function levelAt(levels: readonly number[], k: number): number {
  return k < 0 ? 0 : (levels[k] as number);
}

function share(layer: Layer, slot: number, k: number): number {
  return k < 0 ? 0 : layer.count(slot, k) / (layer.total[k] as number);
}

function logTotal(layer: Layer, k: number): number {
  return k < 0 ? 0 : Math.log1p(layer.total[k] as number);
}
