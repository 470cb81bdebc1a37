import * as vscode from 'vscode';
import type { Receipt } from '../../core/backend/sharing/ledger.ts';
import type { Snapshot } from '../../core/completion/types.ts';
import { bucketOf } from '../../core/usage/histogram.ts';
import type { KeptBook } from '../../core/usage/keptBook.ts';
import { Offers, type Taking } from '../../core/usage/offers.ts';
import { LOOKED_AFTER, Stays } from '../../core/usage/stays.ts';
import type { Decided } from '../../core/why/decisions.ts';
import { today } from '../today.ts';

/** Turns what happens in the editor into figures: what was asked, offered, taken, and still there after five minutes. */
export class Counting implements vscode.Disposable {
  private readonly book: KeptBook;
  private readonly offers = new Offers();
  private readonly stays = new Stays();
  private readonly listening: vscode.Disposable;
  private readonly timers = new Set<NodeJS.Timeout>();

  constructor(book: KeptBook) {
    this.book = book;
    this.listening = vscode.workspace.onDidCloseTextDocument(({ uri }) =>
      this.stays.closed(uri.toString()),
    );
  }

  /** A question to a model is over. */
  asked({ model, languageId, account, firstText }: Receipt): void {
    const { requests, prompt, cached, generated, cost } = account;
    const latency = firstText === undefined ? {} : { [bucketOf(firstText)]: 1 };
    const ghostCost = languageId === undefined ? 0 : cost;
    const entry = { day: today(), languageId: languageId ?? '', model };
    this.book.add(entry, { requests, prompt, cached, generated, cost, ghostCost, latency });
  }

  /** A decision fell: the workspace engine may have been asked, and a suggestion may be on the screen now. */
  decided({ outcome, stages, languageId }: Omit<Decided, 'id'>, at: Snapshot): void {
    const day = today();
    const engine = stages.find(({ stage }) => stage === 'engine');
    if (engine !== undefined) {
      const hasText = engine.result.kind === 'text';
      const latency = hasText ? { [bucketOf(engine.milliseconds)]: 1 } : {};
      this.book.add({ day, languageId, model: 'workspace' }, { requests: 1, latency });
    }
    if (outcome.kind === 'silent') return;
    const { text, origin } = outcome.suggestion;
    const start = at.before.slice(at.before.lastIndexOf('\n') + 1);
    const entry = { day, languageId, model: origin };
    const offer = this.offers.show({ uri: at.uri, line: at.line, start }, text, entry);
    if (offer !== undefined) this.book.add(entry, { offered: 1 });
  }

  /** A document changed. @param accepted by a suggestion, or a part of one, that was put in. */
  changed({ document, contentChanges }: vscode.TextDocumentChangeEvent, accepted: boolean): void {
    const uri = document.uri.toString();
    for (const { rangeOffset: offset, rangeLength: removed, text } of contentChanges) {
      this.stays.changed(uri, { offset, removed, inserted: text.length });
      if (accepted) this.taken(uri, offset, text);
    }
  }

  private taken(uri: string, offset: number, text: string): void {
    const taking = this.offers.take(text);
    if (taking === undefined) return;
    this.count(taking);
    this.stays.add(uri, offset, text, taking.offer, performance.now());
    this.lookLater();
  }

  /** The editor says that all of a suggestion was taken. */
  takenAll(): void {
    const taking = this.offers.takeAll();
    if (taking !== undefined) this.count(taking);
  }

  private count({ offer, accepted, saved, lines }: Taking): void {
    this.book.add(offer.entry, { accepted, saved, lines });
  }

  private lookLater(): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      for (const { offer, stayed } of this.stays.due(performance.now(), textAt)) {
        this.book.add(offer.entry, { looked: 1, stayed: stayed ? 1 : 0 });
      }
    }, LOOKED_AFTER + 1);
    this.timers.add(timer);
  }

  dispose(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.listening.dispose();
  }
}

/** The text between two offsets of an open document. */
function textAt(uri: string, start: number, end: number): string | undefined {
  const document = vscode.workspace.textDocuments.find(one => one.uri.toString() === uri);
  return document?.getText(new vscode.Range(document.positionAt(start), document.positionAt(end)));
}
