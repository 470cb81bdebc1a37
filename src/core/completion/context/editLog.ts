import type { RecentEdit } from './sources/recentEdits.ts';

/** A change as the editor tells it: characters `[start, end)` gave way to `text`. Lines and characters from 0. */
export interface Change {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  /** Line ends are `\n`. */
  readonly text: string;
}

interface LoggedEdit {
  line: number;
  readonly removed: readonly string[];
  readonly added: readonly string[];
  readonly at: number;
}

const KEPT = 8;
/** Lines between two changes that still count as one edit. */
const APART = 2;

/**
 * What was changed in one document, as edits of whole lines. Keys typed at one place become one edit:
 *
 *     load(path█) + `,` + ` s`      ⇒      -load(path)
 *                                          +load(path, s)
 */
export class EditLog {
  private lines: string[];
  private edits: LoggedEdit[] = [];

  /** @param text the document before the first change. */
  constructor(text: string) {
    this.lines = text.split('\n');
  }

  /** @param now milliseconds. */
  change({ start, end, text }: Change, now: number): void {
    const { lines } = this;
    const removed = lines.slice(start.line, end.line + 1);
    const head = (removed[0] ?? '').slice(0, start.character);
    const tail = (removed.at(-1) ?? '').slice(end.character);
    const added = `${head}${text}${tail}`.split('\n');
    const touched = this.edits.filter(
      edit => start.line <= edit.line + edit.added.length + APART && end.line >= edit.line - APART,
    );
    const from = Math.min(start.line, ...touched.map(edit => edit.line));
    const to = Math.max(end.line + 1, ...touched.map(edit => edit.line + edit.added.length));
    const before = this.before(from, to, touched);
    const grown = added.length - removed.length;
    lines.splice(start.line, removed.length, ...added);
    this.edits = this.edits.filter(edit => !touched.includes(edit));
    for (const edit of this.edits) if (edit.line > end.line) edit.line += grown;
    this.add(from, before, lines.slice(from, to + grown), now);
  }

  /** Those that changed something in the end, the newest first. */
  recent(path: string, now: number): RecentEdit[] {
    return this.edits
      .map(({ line, removed, added, at }) => ({
        path,
        line,
        removed,
        added,
        above: this.lines[line - 1] ?? '',
        age: now - at,
      }))
      .reverse();
  }

  /** The lines `[from, to)` as they were before these edits. */
  private before(from: number, to: number, edits: readonly LoggedEdit[]): string[] {
    const before: string[] = [];
    let at = from;
    for (const { line, removed, added } of [...edits].sort((a, b) => a.line - b.line)) {
      before.push(...this.lines.slice(at, line), ...removed);
      at = line + added.length;
    }
    return [...before, ...this.lines.slice(at, to)];
  }

  /** Keeps what differs. */
  private add(line: number, before: readonly string[], after: readonly string[], at: number): void {
    const most = Math.min(before.length, after.length);
    let same = 0;
    while (same < most && before[same] === after[same]) same++;
    let alike = 0;
    while (alike < most - same && before.at(-1 - alike) === after.at(-1 - alike)) alike++;
    const removed = before.slice(same, before.length - alike);
    const added = after.slice(same, after.length - alike);
    if (removed.length + added.length === 0) return;
    this.edits.push({ line: line + same, removed, added, at });
    this.edits = this.edits.slice(-KEPT);
  }
}
