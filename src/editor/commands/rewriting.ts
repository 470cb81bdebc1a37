import type * as vscode from 'vscode';
import type { RewriteFault } from '../../core/rewrite/faults.ts';
import { changed, type LineChange } from '../../core/rewrite/place/edit.ts';
import { followed, locate } from '../../core/rewrite/place/follow.ts';
import { type Proposal, proposalOf } from '../../core/rewrite/proposal.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { type Subject, selectedLines } from '../../core/rewrite/subject.ts';
import type { RewriteTask } from '../../core/rewrite/tasks/task.ts';
import type { Heard } from './talk.ts';
import { linesOf } from './target.ts';

/** One answer to one wish, and what it would change. */
export interface Attempt {
  readonly wish: string;
  readonly heard: Heard;
  readonly proposal: Proposal;
}

/**
 * A rewrite of some lines of a document: the attempts at it, and where those lines are now. The document may be typed in all the while.
 */
export class Rewriting {
  readonly id: string;
  readonly title: string;
  readonly document: vscode.TextDocument;
  readonly subject: Subject;
  readonly task: RewriteTask;
  private readonly attempts: Attempt[] = [];
  private shown = 0;
  /** Where the lines are now, as far as edits above them tell. */
  private line: number;
  /** Ends the answer that is being written. */
  private writing: AbortController | undefined;
  applied = false;

  constructor(
    id: string,
    title: string,
    document: vscode.TextDocument,
    subject: Subject,
    task: RewriteTask,
  ) {
    this.id = id;
    this.title = title;
    this.document = document;
    this.subject = subject;
    this.task = task;
    this.line = subject.start;
  }

  get attempt(): Attempt | undefined {
    return this.attempts[this.shown];
  }

  /** Which attempt is shown, from 1, and how many there are. */
  get place(): { readonly at: number; readonly of: number } {
    return { at: this.shown + 1, of: this.attempts.length };
  }

  /** What was asked and answered up to the attempt that is shown. */
  get turns(): readonly Turn[] {
    return this.attempts
      .slice(0, this.shown + 1)
      .filter(({ heard }) => heard.answer !== '')
      .map(({ wish, heard }) => ({ wish, answer: heard.answer }));
  }

  get isWriting(): boolean {
    return this.writing !== undefined;
  }

  walk(steps: number): void {
    this.shown = Math.max(0, Math.min(this.attempts.length - 1, this.shown + steps));
  }

  /** Begins an attempt, and shows it. `stop` ends it. */
  begin(): AbortSignal {
    this.stop();
    this.writing = new AbortController();
    return this.writing.signal;
  }

  /** @param at the attempt's number; a new one where there is none yet. */
  hear(wish: string, heard: Heard, at: number): void {
    const proposal = proposalOf(heard.answer, this.subject, heard.ending);
    this.attempts[at] = { wish, heard, proposal };
    this.shown = at;
    if (heard.ending !== 'streaming') this.writing = undefined;
  }

  stop(): void {
    this.writing?.abort();
    this.writing = undefined;
  }

  follow({ contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const { range, text } of contentChanges)
      this.line = followed(this.line, { ...range, start: range.start, end: range.end, text });
  }

  /** The change at the place where its lines are now. */
  get change():
    | { readonly found: 'here' | 'moved' | 'gone'; readonly change: LineChange }
    | undefined {
    const change = this.attempt?.proposal.change;
    if (change === undefined) return undefined;
    const found = locate(linesOf(this.document), selectedLines(this.subject), this.line);
    return {
      found: found.kind,
      change: { ...change, start: found.kind === 'gone' ? change.start : found.line },
    };
  }

  /** The document as it would be. Where its lines are gone, as it would have been. */
  get preview(): string {
    const now = linesOf(this.document);
    const found = this.change;
    if (found === undefined) return now.join('\n');
    return changed(found.found === 'gone' ? this.subject.lines : now, found.change).join('\n');
  }

  /** Why it can't be applied now. */
  get fault(): RewriteFault['code'] | undefined {
    if (this.applied) return 'EDIT-DONE';
    if (this.document.isClosed) return 'DOC-CLOSED';
    const { attempt, change } = this;
    if (attempt === undefined || this.isWriting) return 'OUT-CUT';
    if (attempt.proposal.fault !== undefined || change === undefined)
      return attempt.proposal.fault ?? 'OUT-NOCODE';
    return change.found === 'gone' ? 'DOC-CHANGED' : undefined;
  }
}
