import type { Growth } from '../../src/core/workspace/grow.ts';
import { visitTokens } from '../../src/core/workspace/lexer.ts';

type Followers = Map<string, number>;

const START = '\n';
const FLOOR = 1e-4;
const NAMES = 0.1;

/**
 * The baseline of every figure: a plain 3-gram with names in scope, over the engine's own tokens. It counts what followed the last two tokens and
 * the last one, backs off by Witten & Bell, and knows the identifiers of workspace and file for a half-typed word. No longer contexts, no layers, no
 * renaming, no calibrator.
 */
export class Baseline {
  private readonly pairs = new Map<string, Followers>();
  private readonly singles = new Map<string, Followers>();
  private readonly names = new Map<string, number>();
  private readonly byStart = new Map<string, Set<string>>();

  /** Counts a text; with `weight` -1 takes it back. */
  learn(text: string, weight = 1): void {
    let [first, second] = [START, START];
    const add = (token: string, word: string): void => {
      count(this.pairs, `${first}\0${second}`, token, weight);
      count(this.singles, second, token, weight);
      [first, second] = [second, word];
    };
    visitTokens(
      text,
      (start, end, space) => add(text.slice(space, end), text.slice(start, end)),
      () => add('\n', '\n'),
    );
    for (const [name] of text.matchAll(/[A-Za-z_$][\w$]+/g)) {
      this.names.set(name, (this.names.get(name) ?? 0) + weight);
      const start = name.slice(0, 2);
      this.byStart.set(start, (this.byStart.get(start) ?? new Set()).add(name));
    }
  }

  /** How the rest of the line grows, as `WorkspaceEngine.grow` tells it. */
  grow(before: string, floor: number): Growth[] {
    let { first, second, typed } = contextOf(before);
    const grown: Growth[] = [];
    let text = '';
    let confidence = 1;
    for (let step = 0; step < 30; step++) {
      const shares = this.sharesAfter(first, second);
      if (step === 0) this.addNames(shares, typed);
      const best = likeliest(shares, typed);
      if (best === undefined) break;
      const added = best.token.slice(typed.length);
      const last = grown.at(-1);
      if (last !== undefined) {
        grown[grown.length - 1] = { ...last, whole: !/\w$/.test(last.text) || !/^\w/.test(added) };
      }
      confidence *= best.share;
      if (confidence < floor) break;
      const newline = best.token === '\n';
      if (!newline) text += added;
      grown.push({ text, confidence, newline, whole: newline || !/\w$/.test(text) });
      if (newline) break;
      [first, second, typed] = [second, best.token.trimStart(), ''];
    }
    return grown;
  }

  private sharesAfter(first: string, second: string): Followers {
    const shares: Followers = new Map();
    for (const followers of [this.singles.get(second), this.pairs.get(`${first}\0${second}`)]) {
      if (followers === undefined || followers.size === 0) continue;
      let total = 0;
      for (const times of followers.values()) total += times;
      const unsure = followers.size;
      for (const token of new Set([...shares.keys(), ...followers.keys()])) {
        const times = followers.get(token) ?? 0;
        shares.set(token, (times + unsure * (shares.get(token) ?? FLOOR)) / (total + unsure));
      }
    }
    return shares;
  }

  private addNames(shares: Followers, typed: string): void {
    const word = typed.trimStart();
    if (!/^[A-Za-z_$]\w/.test(word)) return;
    const space = typed.slice(0, typed.length - word.length);
    const matching = [...(this.byStart.get(word.slice(0, 2)) ?? [])]
      .map(name => ({ name, weight: Math.log2(1 + Math.max(0, this.names.get(name) ?? 0)) }))
      .filter(({ name, weight }) => weight > 0 && name.startsWith(word));
    const total = matching.reduce((sum, { weight }) => sum + weight, 1);
    for (const { name, weight } of matching) {
      const token = space + name.slice(0, partEnd(name, word.length));
      shares.set(token, (shares.get(token) ?? FLOOR) + (NAMES * weight) / total);
    }
  }
}

function count(table: Map<string, Followers>, key: string, token: string, weight: number): void {
  const followers = table.get(key) ?? new Map<string, number>();
  table.set(key, followers);
  const times = (followers.get(token) ?? 0) + weight;
  if (times > 0) followers.set(token, times);
  else followers.delete(token);
}

/** Where the part of the name that the typed characters are in ends. */
function partEnd(name: string, typed: number): number {
  let found = name.length;
  visitTokens(
    name,
    (_, end) => {
      if (end >= typed && found === name.length) found = end;
    },
    () => {},
  );
  return found;
}

function likeliest(shares: Followers, typed: string): { token: string; share: number } | undefined {
  let token: string | undefined;
  let top = 0;
  let sum = 0;
  for (const [candidate, share] of shares) {
    if (!candidate.startsWith(typed)) continue;
    sum += share;
    if (share > top) [top, token] = [share, candidate];
  }
  return token === undefined ? undefined : { token, share: top / sum };
}

function contextOf(before: string): { first: string; second: string; typed: string } {
  const lineStart = before.lastIndexOf('\n') + 1;
  const recent = before.slice(Math.max(0, lineStart - 400), lineStart);
  const line = before.slice(lineStart);
  const words = [START, START];
  visitTokens(
    recent,
    (start, end) => words.push(recent.slice(start, end)),
    () => words.push('\n'),
  );
  if (lineStart > 0) words.push('\n');
  let typed = '';
  let last = 0;
  const trailing = visitTokens(
    line,
    (start, end, space) => {
      words.push(line.slice(start, end));
      typed = line.slice(space, end);
      last = end;
    },
    () => {},
  );
  if (last > 0 && trailing === line.length) words.pop();
  else typed = last > 0 ? line.slice(trailing) : '';
  return { first: words.at(-2) ?? START, second: words.at(-1) ?? START, typed };
}
