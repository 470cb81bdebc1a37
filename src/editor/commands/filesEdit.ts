import type * as vscode from 'vscode';
import { fileBlocksIn } from '../../core/rewrite/across/fileBlocks.ts';
import type { ChosenFile, FileEdit } from '../../core/rewrite/across/files.ts';
import { type HunksNow, hunksNow } from '../../core/rewrite/across/hunkPlaces.ts';
import {
  type AcrossProposal,
  acrossFrom,
  type Standing,
} from '../../core/rewrite/across/proposal.ts';
import type { FileGroup } from '../../core/rewrite/across/question.ts';
import type { RewriteFaultCode } from '../../core/rewrite/faults.ts';
import type { Heard } from '../../core/rewrite/listen.ts';
import { changed, type LineChange } from '../../core/rewrite/place/edit.ts';
import { followed, type Happened } from '../../core/rewrite/place/follow.ts';
import type { Turn } from '../../core/rewrite/question.ts';
import { linesOf } from './target.ts';

/** A chosen file, open. */
export interface OpenFile {
  readonly document: vscode.TextDocument;
  readonly chosen: ChosenFile;
}

/** One answer, of as many requests as the files took, and what it would change. */
interface Attempt {
  readonly wish: string;
  readonly heards: Heard[];
  proposal: AcrossProposal;
}

/** An edit of one file as its document is now. `document` is missing where the file is new. */
export interface EditNow extends HunksNow {
  readonly edit: FileEdit;
  readonly document: vscode.TextDocument | undefined;
}

/** An instruction over several files: the attempts at it, and where their hunks are now. All documents may be typed in all the while. */
export class FilesEdit {
  readonly id: string;
  readonly title: string;
  readonly files: readonly OpenFile[];
  /** The files of each request. */
  readonly groups: readonly FileGroup[];
  private readonly attempts: Attempt[] = [];
  private shown = 0;
  private readonly happened = new Map<vscode.TextDocument, Happened[]>();
  /** Of files that were not chosen: may they be made? */
  private readonly standings = new Map<string, Standing>();
  private readonly standingOf: (path: string) => Promise<Standing>;
  /** Hunks that were applied. */
  private readonly done = new Set<LineChange>();
  private writing: AbortController | undefined;

  /** @param standingOf of a path that is none of the chosen. */
  constructor(
    id: string,
    title: string,
    files: readonly OpenFile[],
    groups: readonly FileGroup[],
    standingOf: (path: string) => Promise<Standing>,
  ) {
    this.id = id;
    this.title = title;
    this.files = files;
    this.groups = groups;
    this.standingOf = standingOf;
  }

  get attempt(): Attempt | undefined {
    return this.attempts[this.shown];
  }

  /** Which attempt is shown, from 1, and how many there are. */
  get place(): { readonly at: number; readonly of: number } {
    return { at: this.shown + 1, of: this.attempts.length };
  }

  get isWriting(): boolean {
    return this.writing !== undefined;
  }

  /** What was asked of one group, and answered to the end, up to the attempt that is shown. */
  turnsOf(group: number): readonly Turn[] {
    return this.attempts
      .slice(0, this.shown + 1)
      .filter(({ heards }) => heards.length > 0 && heards.every(({ ending }) => ending === 'whole'))
      .map(({ wish, heards }) => ({ wish, answer: heards[group]?.answer ?? '' }))
      .filter(({ answer }) => answer !== '');
  }

  /** The words for another attempt: those of the user's alone, or with the wish that was never answered. */
  wishWith(words: string): string {
    const unanswered = this.turnsOf(0).length === 0 ? (this.attempt?.wish ?? '') : '';
    return [unanswered, words].filter(part => part !== '').join(' ');
  }

  /** Begins an attempt. The signal is aborted when it is not wanted any more. */
  begin(wish: string): AbortSignal {
    this.stop();
    this.writing = new AbortController();
    const proposal: AcrossProposal = { approach: '', edits: [], leftOut: [] };
    this.shown = this.attempts.push({ wish, heards: [], proposal }) - 1;
    return this.writing.signal;
  }

  hear(group: number, heard: Heard): void {
    const { attempt } = this;
    if (attempt === undefined) return;
    attempt.heards[group] = heard;
    this.read(attempt, attempt.heards.length < this.groups.length);
  }

  /** Looks after files that the answer names and that were not chosen; then it is read once more. */
  async settle(): Promise<void> {
    const { attempt } = this;
    if (attempt === undefined) return;
    const paths = attempt.heards.flatMap(({ answer }) => fileBlocksIn(answer).map(one => one.path));
    for (const path of new Set(paths))
      if (path !== '') this.standings.set(path, await this.standingOf(path));
    this.read(attempt, false);
  }

  private read(attempt: Attempt, isMore: boolean): void {
    const chosen = this.files.map(file => file.chosen);
    const parts = attempt.heards.map(({ answer, ending }) => ({ answer, ending }));
    if (isMore) parts.push({ answer: '', ending: 'streaming' });
    attempt.proposal = acrossFrom(parts, chosen, path => this.standings.get(path) ?? 'there');
  }

  walk(steps: number): void {
    this.shown = Math.max(0, Math.min(this.attempts.length - 1, this.shown + steps));
  }

  stop(): void {
    this.writing?.abort();
    this.writing = undefined;
  }

  follow({ document, contentChanges }: vscode.TextDocumentChangeEvent): boolean {
    if (!this.files.some(file => file.document === document)) return false;
    const all = this.happened.get(document) ?? [];
    for (const { range, text } of contentChanges)
      all.push({ start: range.start, end: range.end, text });
    this.happened.set(document, all);
    return true;
  }

  /** Has any of the files changed since it was asked about? */
  get isOutdated(): boolean {
    return this.files.some(
      ({ document, chosen }) =>
        document.isClosed || linesOf(document).join('\n') !== chosen.lines.join('\n'),
    );
  }

  /** What is still proposed, file by file, where it is now. */
  get now(): readonly EditNow[] {
    return (this.attempt?.proposal.edits ?? [])
      .map(edit => {
        const left = edit.hunks.filter(hunk => !this.done.has(hunk));
        const document = this.files.find(({ chosen }) => chosen.path === edit.path)?.document;
        if (document === undefined) return { edit, document, here: left, gone: [] };
        const events = this.happened.get(document) ?? [];
        const moved = left.map(hunk => ({ ...hunk, start: events.reduce(followed, hunk.start) }));
        return { edit, document, ...hunksNow(linesOf(document), moved) };
      })
      .filter(({ here, gone }) => here.length + gone.length > 0);
  }

  /** A file as it would be. */
  preview(path: string): string {
    const one = this.now.find(({ edit }) => edit.path === path);
    const document = this.files.find(({ chosen }) => chosen.path === path)?.document;
    const lines = document === undefined ? [''] : linesOf(document);
    return (one?.here ?? []).reduceRight(changed, lines).join('\n');
  }

  /** These were applied: the rest is what is still proposed. */
  applied(hunks: readonly LineChange[]): void {
    const all = this.attempt?.proposal.edits.flatMap(edit => edit.hunks) ?? [];
    for (const hunk of all) {
      const isIt = hunks.some(
        ({ before, after }) => before === hunk.before && after === hunk.after,
      );
      if (isIt) this.done.add(hunk);
    }
  }

  /** Why nothing of it can be applied now; `undefined` where something can. */
  get fault(): RewriteFaultCode | undefined {
    const { attempt, now } = this;
    if (attempt === undefined || this.isWriting) return 'OUT-CUT';
    if (attempt.proposal.fault !== undefined) return attempt.proposal.fault;
    if (now.length === 0) return 'EDIT-DONE';
    return now.every(({ here }) => here.length === 0) ? 'DOC-CHANGED' : undefined;
  }
}
