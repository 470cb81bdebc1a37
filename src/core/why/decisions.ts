import type { Decision } from '../completion/outcome.ts';
import type { Circumstances } from '../completion/trigger.ts';

/** What made the editor ask: a key of ours, more of an answer that streams, or the last change of the document. */
export type Cause = 'key' | 'more' | Circumstances['lastChange'];

/** A decision with the place it was for. */
export interface Decided extends Decision {
  /** Counts up, from 1. */
  readonly id: number;
  readonly uri: string;
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly languageId: string;
  readonly cause: Cause;
  /** Milliseconds since 1970. */
  readonly when: number;
}

export function causeOf({ asked, again, lastChange }: Circumstances): Cause {
  if (asked) return 'key';
  return again ? 'more' : lastChange;
}

const KEPT = 50;

/** The last decisions, newest first: what `Inkling: Why?` shows. */
export class Decisions {
  private readonly kept: Decided[] = [];
  private count = 0;
  /** Told of each; nobody listens while no view is open. */
  onAdded: (() => void) | undefined;

  add(decided: Omit<Decided, 'id'>): void {
    this.kept.unshift({ ...decided, id: ++this.count });
    this.kept.length = Math.min(this.kept.length, KEPT);
    this.onAdded?.();
  }

  get all(): readonly Decided[] {
    return this.kept;
  }

  find(id: number): Decided | undefined {
    return this.kept.find(decided => decided.id === id);
  }
}

/** Milliseconds from the editor's question to the answer. */
export function durationOf({ stages }: Decision): number {
  return stages.reduce((sum, stage) => sum + stage.milliseconds, 0);
}
