/**
 * How a question of the remote side reaches a model server on the user's own computer. An extension runs in one host, so there are two: Inkling on the
 * remote side, and a companion on the user's. All that crosses is VS Code's commands, with JSON and no streams: so an answer is fetched portion by portion.
 *
 *     Inkling (remote)                 companion (user's side)            server on 127.0.0.1
 *        open(question) ─────────────────► may it pass? ──────────────────► request
 *                       ◄───────────────── status and headers ◄──────────── its head
 *        read(id)       ─────────────────► waits for something
 *                       ◄───────────────── what came since ◄─────────────── its body
 *        close(id)      ─────────────────► aborts ────────────────────────► closed
 */
export const COMMANDS = {
  /** () ⇒ `Consent` */
  hello: 'inklingLocal.hello',
  /** (port?) ⇒ boolean: asks the user, where they have not said yes before */
  allow: 'inklingLocal.allow',
  /** (port) ⇒ boolean: asks the user for the key of a server, which stays on their side */
  askKey: 'inklingLocal.askKey',
  /** (Question) ⇒ `Opened` or `Refused` */
  open: 'inklingLocal.open',
  /** (id) ⇒ `Portion`, as soon as there is one */
  read: 'inklingLocal.read',
  /** (id) */
  close: 'inklingLocal.close',
} as const;

/** May the remote side of this window ask the usual ports? `not needed`: the window has no remote side. */
export type Consent = 'given' | 'missing' | 'not needed';

/** What the remote side wants to be asked. The method, the headers and the host are for the companion to say. */
export interface Question {
  /** Made by the one who asks, so that a question can be called off before it was answered. */
  readonly id: string;
  readonly port: number;
  readonly path: string;
  /** JSON; with none the path is read from. */
  readonly body?: string;
}

export interface Opened {
  readonly kind: 'opened';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Refused {
  readonly kind: 'refused';
  readonly why: Refusal;
}

/**
 * Why nothing was asked: no word of the user's for this remote and port; a question that must not pass; no model server that we know at the port; too much at
 * once; nobody there.
 */
export type Refusal = 'consent' | 'question' | 'stranger' | 'busy' | 'unreachable';

/** A part of an answer: models' answers are text. `cut`: no more of it will come, and it is not whole. */
export interface Portion {
  readonly text: string;
  readonly state: 'more' | 'end' | 'cut';
}
