import type * as vscode from 'vscode';
import type { RewriteFaultCode } from '../../core/rewrite/faults.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import { changed, type LineChange } from '../../core/rewrite/place/edit.ts';
import { followed, type Located, locate } from '../../core/rewrite/place/follow.ts';
import { hunksOf } from '../../core/rewrite/place/hunks.ts';
import type { Proposal } from '../../core/rewrite/proposal.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { type Subject, selectedLines } from '../../core/rewrite/subject.ts';
import type { RewriteTask } from '../../core/rewrite/tasks/task.ts';
import { type Fresh, linesOf, type Target } from './target.ts';

/** One answer to one wish, and what it would change. */
interface Attempt {
  readonly wish: string;
  readonly heard: Heard;
  readonly proposal: Proposal;
}

/** A change at the place where its lines are now, or were before they were changed. */
interface Placed {
  readonly found: Located['kind'];
  readonly change: LineChange;
}

/** A rewrite of some lines of a document: the attempts at it, and where those lines are now. The document may be typed in all the while. */
export class Rewriting {
  readonly id: string;
  readonly title: string;
  readonly document: vscode.TextDocument;
  readonly subject: Subject;
  readonly task: RewriteTask;
  readonly fresh: Fresh | undefined;
  private readonly attempts: Attempt[] = [];
  private shown = 0;
  /** Where the lines are, as far as edits above them tell; and what they are: the old ones, and of the new ones those that were applied by themselves. */
  private line: number;
  /** The line after them. */
  private end: number;
  private base: readonly string[];
  /** Ends the answer that is being written. */
  private writing: AbortController | undefined;

  constructor(id: string, title: string, { document, subject, fresh }: Target, task: RewriteTask) {
    this.id = id;
    this.title = title;
    this.document = document;
    this.subject = subject;
    this.task = task;
    this.fresh = fresh;
    this.line = subject.start;
    this.end = subject.start + subject.count;
    this.base = selectedLines(subject);
  }

  get attempt(): Attempt | undefined {
    return this.attempts[this.shown];
  }

  /** Which attempt is shown, from 1, and how many there are. */
  get place(): { readonly at: number; readonly of: number } {
    return { at: this.shown + 1, of: this.attempts.length };
  }

  /** What was asked, and answered to the end, up to the attempt that is shown. */
  get turns(): readonly Turn[] {
    return this.attempts
      .slice(0, this.shown + 1)
      .filter(({ heard }) => heard.ending === 'whole' && heard.answer !== '')
      .map(({ wish, heard }) => ({ wish, answer: heard.answer }));
  }

  /** The words for another attempt: those of the user's alone, or with the wish that was never answered. */
  wishWith(words: string): string {
    const unanswered = this.turns.length === 0 ? (this.attempt?.wish ?? '') : '';
    return [unanswered, words].filter(part => part !== '').join(' ');
  }

  /** A document that was made for the answer, and holds nothing yet. */
  get isBlank(): boolean {
    return this.fresh !== undefined && !this.document.isClosed && this.document.getText() === '';
  }

  get isWriting(): boolean {
    return this.writing !== undefined;
  }

  walk(steps: number): void {
    this.shown = Math.max(0, Math.min(this.attempts.length - 1, this.shown + steps));
  }

  /** Begins an attempt. The signal is aborted when it is not wanted any more. */
  begin(): AbortSignal {
    this.stop();
    this.writing = new AbortController();
    return this.writing.signal;
  }

  /** @param at the attempt's number from 0; a new one where there is none yet. */
  hear(wish: string, heard: Heard, at: number): void {
    const proposal = this.task.read(heard.answer, this.subject, heard.ending);
    this.attempts[at] = { wish, heard, proposal };
    this.shown = at;
  }

  stop(): void {
    this.writing?.abort();
    this.writing = undefined;
  }

  follow({ contentChanges }: vscode.TextDocumentChangeEvent): void {
    for (const { range, text } of contentChanges) {
      const happened = { start: range.start, end: range.end, text };
      this.line = followed(this.line, happened);
      this.end = followed(this.end, happened);
    }
  }

  /** The change that is shown. */
  get placed(): Placed | undefined {
    const after = this.attempt?.proposal.change?.after;
    if (after === undefined) return undefined;
    const found = locate(linesOf(this.document), this.base, this.line);
    const start = found.kind === 'gone' ? this.line : found.line;
    return { found: found.kind, change: { start, before: this.base, after } };
  }

  /** The parts of it that stand apart from each other. */
  get hunks(): readonly LineChange[] {
    return this.placed === undefined ? [] : hunksOf(this.placed.change);
  }

  /** Parts of it were applied: the rest is what is still proposed. @param start where its lines were just before, for the edit itself moved what it came before. */
  applied(hunks: readonly LineChange[], start: number): void {
    const parts = hunks.map(hunk => ({ ...hunk, start: hunk.start - start }));
    this.base = parts.reduceRight(changed, this.base);
    this.line = start;
    this.end = start + this.base.length;
  }

  /** The document as it would be. Where its lines were changed, as it would have been. */
  get preview(): string {
    const now = linesOf(this.document);
    const { placed } = this;
    if (placed === undefined) return now.join('\n');
    if (placed.found !== 'gone') return changed(now, placed.change).join('\n');
    return changed(this.subject.lines, { ...placed.change, start: this.subject.start }).join('\n');
  }

  /** Why it can't be applied now; `undefined` where it can. */
  get fault(): RewriteFaultCode | undefined {
    const { attempt, placed } = this;
    if (this.document.isClosed) return 'DOC-CLOSED';
    if (attempt === undefined || this.isWriting) return 'OUT-CUT';
    if (attempt.proposal.fault !== undefined) return attempt.proposal.fault;
    if (placed === undefined) return 'OUT-NOCODE';
    if (placed.found === 'gone') return 'DOC-CHANGED';
    return this.hunks.length === 0 ? 'EDIT-DONE' : undefined;
  }

  /** Its lines as they are now, whatever was done to them. */
  get target(): Target {
    const count = Math.max(1, this.end - this.line);
    const subject = { ...this.subject, lines: linesOf(this.document), start: this.line, count };
    return { document: this.document, subject };
  }
}
