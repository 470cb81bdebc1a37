import { isWordCode } from './lexer.ts';

/**
 * Identifiers with the number of times they are used, found by their beginning. Whole names, not their parts: `getUserName` is found
 * by `getU`.
 */
export class Names {
  private readonly counts = new Map<string, number>();
  private readonly byStart = new Map<string, Set<string>>();
  private readonly startLength: number;

  /** @param startLength how many characters must be typed before names are found: 1 for a file, 2 for a workspace. */
  constructor(startLength: number) {
    this.startLength = startLength;
  }

  /** Adds `weight` uses of every identifier in `text` (a negative weight takes them away). */
  addAll(text: string, weight: number): void {
    const length = text.length;
    for (let at = 0; at < length; ) {
      if (!isWordCode(text.charCodeAt(at))) {
        at++;
        continue;
      }
      let end = at + 1;
      while (end < length && isWordCode(text.charCodeAt(end))) end++;
      const first = text.charCodeAt(at);
      const number = first >= 48 && first <= 57;
      if (!number && end - at > this.startLength && end - at <= 80) {
        this.add(text.slice(at, end), weight);
      }
      at = end;
    }
  }

  private add(name: string, weight: number): void {
    const count = (this.counts.get(name) ?? 0) + weight;
    const start = name.slice(0, this.startLength);
    const group = this.byStart.get(start);
    if (count > 0) {
      this.counts.set(name, count);
      if (group === undefined) this.byStart.set(start, new Set([name]));
      else group.add(name);
    } else {
      this.counts.delete(name);
      group?.delete(name);
    }
  }

  clear(): void {
    this.counts.clear();
    this.byStart.clear();
  }

  count(name: string): number {
    return this.counts.get(name) ?? 0;
  }

  /** Visits the names longer than `start` that begin with it, at most `most` names looked at. */
  visit(start: string, most: number, onName: (name: string, count: number) => void): void {
    if (start.length < this.startLength) return;
    const group = this.byStart.get(start.slice(0, this.startLength));
    if (group === undefined) return;
    let left = most;
    for (const name of group) {
      if (left-- === 0) return;
      if (name.length > start.length && name.startsWith(start)) {
        onName(name, this.counts.get(name) ?? 0);
      }
    }
  }

  get size(): number {
    return this.counts.size;
  }

  get memoryBytes(): number {
    return this.counts.size * 96;
  }
}
