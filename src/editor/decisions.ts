import type { Decision } from '../core/completion/outcome.ts';

/** A decision with the place it was for. */
export interface Decided extends Decision {
  readonly path: string;
  readonly line: number;
  readonly asked: boolean;
  /** Milliseconds since 1970. */
  readonly when: number;
}

const KEPT = 50;

/** The last decisions, newest first: what `Inkling: Why?` shows. */
export class Decisions {
  private readonly kept: Decided[] = [];

  add(decided: Decided): void {
    this.kept.unshift(decided);
    this.kept.length = Math.min(this.kept.length, KEPT);
  }

  get all(): readonly Decided[] {
    return this.kept;
  }
}
