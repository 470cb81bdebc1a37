import type { ChatQuestion, Message } from '../backend/backend.ts';
import { rowOf } from '../backend/tables/models.ts';
import { type Gate, passWords, type SafeText } from '../gate/gate.ts';
import { fenced } from './answer/fences.ts';
import { RewriteFault } from './faults.ts';
import { type Room, roomFor, tokensOf } from './room.ts';
import { type Subject, selectedLines } from './subject.ts';
import type { AskTask } from './tasks/task.ts';

/** A request that was answered, and is followed up. */
export interface Turn {
  readonly wish: string;
  readonly answer: string;
}

/** All that a question is made of. */
export interface Request {
  readonly task: AskTask;
  readonly subject: Subject;
  /** The user's own words; `` where the command takes none. */
  readonly wish: string;
  /** What was asked and answered before, oldest first. */
  readonly former: readonly Turn[];
}

export interface ModelRoom {
  readonly model: string;
  readonly window: number | undefined;
}

export interface Asked {
  readonly question: ChatQuestion;
  /** Of the question, about. */
  readonly tokens: number;
  /** Secrets that were hidden in it. */
  readonly hidden: number;
}

/** Lines around the selection that the gate looks at: more than ever go along, so that what begins far above is still seen whole. */
const LOOKED_AT = { before: 1500, after: 500 };
/** Former answers that go along: the last ones. */
const MOST_FORMER = 4;

/**
 * The question for a model: the user's code through the gate, then our words and the user's.
 *
 * @throws RewriteFault DOC-EXCLUDED, DOC-SECRET, DOC-BIG, REQ-ROOM.
 */
export function questionOf(request: Request, gate: Gate, { model, window }: ModelRoom): Asked {
  const { task, subject } = request;
  const code = task.bare === true ? NO_LINES : safeLines(subject, gate);
  if (task.replaces === true && code.selected.join('\n') !== selectedLines(subject).join('\n')) {
    throw new RewriteFault('DOC-SECRET');
  }
  const former = request.former.slice(-MOST_FORMER);
  const selected = tokensOf(code.selected.join('\n'));
  const output = rowOf(model)?.output ?? Number.POSITIVE_INFINITY;
  const answer = Math.min(task.mostTokens(selected), output);
  if (task.replaces === true && selected > output) {
    throw new RewriteFault('REQ-ROOM', { tokens: count(selected), room: count(output), model });
  }
  const asked = task.ask(subject, request.wish);
  const words = [task.system, asked, ...former.flatMap(turn => [turn.wish, turn.answer])];
  const fixed = selected + tokensOf(words.join('')) + 300;
  const found = roomFor(fixed, answer, window);
  if (found.kind === 'too-much') {
    throw new RewriteFault('REQ-ROOM', {
      tokens: count(found.needs),
      room: count(found.window),
      model,
    });
  }
  const messages = messagesOf(request, former, code, found.room);
  const tokens = tokensOf(task.system + messages.map(({ text }) => text).join(''));
  return {
    question: { kind: 'chat', system: task.system, messages, mostTokens: answer },
    tokens,
    hidden: code.hidden,
  };
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}

interface SafeLines {
  readonly before: readonly string[];
  readonly selected: readonly string[];
  readonly after: readonly string[];
  readonly hidden: number;
}

const NO_LINES: SafeLines = { before: [], selected: [], after: [], hidden: 0 };

/** The gate looks at the selection and its surroundings as one text. It keeps the number of lines. */
function safeLines({ path, lines, start, count: selected }: Subject, gate: Gate): SafeLines {
  const from = Math.max(0, start - LOOKED_AT.before);
  const text = lines.slice(from, start + selected + LOOKED_AT.after).join('\n');
  const passed = gate.pass(path, text);
  if (passed.kind === 'refused') {
    throw new RewriteFault(passed.rule === 'too-large' ? 'DOC-BIG' : 'DOC-EXCLUDED');
  }
  const safe = passed.text.split('\n');
  const at = start - from;
  return {
    before: safe.slice(0, at),
    selected: safe.slice(at, at + selected),
    after: safe.slice(at + selected),
    hidden: passed.hidden,
  };
}

function messagesOf(
  { task, subject, wish }: Request,
  former: readonly Turn[],
  code: SafeLines,
  room: Room,
): Message[] {
  const [first, ...later] = [...former.map(turn => turn.wish), wish];
  const opening = task.bare === true ? '' : `${openingOf(subject, code, room, task)}\n\n`;
  const messages: Message[] = [said('user', `${opening}${task.ask(subject, first ?? '')}`)];
  for (const [k, turn] of former.entries()) {
    messages.push(said('assistant', turn.answer), said('user', followUp(later[k] ?? '', task)));
  }
  return messages;
}

function followUp(wish: string, task: AskTask): string {
  const what = wish === '' ? 'That was not wanted. Do it in another way.' : wish;
  return task.followUp === '' ? what : `${what}\n${task.followUp}`;
}

/** Its parts are ours or went through the gate; the user's own words and the model's go through it here. */
function said(role: Message['role'], text: string): Message {
  const passed = passWords(text);
  if (passed.kind === 'refused') throw new RewriteFault('DOC-BIG');
  return { role, text: passed.text satisfies SafeText };
}

function openingOf(subject: Subject, code: SafeLines, room: Room, task: AskTask): string {
  const { path, languageId, start, problems = [] } = subject;
  const write = (lines: readonly string[]): string =>
    task.numbered === true ? numbered(lines, start) : lines.join('\n');
  const before = endOf(code.before, room.before);
  const after = startOf(code.after, room.after);
  const around = [...before, '[the selected lines stand here]', ...after].join('\n');
  const lineAt = (line: number): string => (code.selected[line - 1 - start] ?? '').trim();
  const parts = [`The file ${path} (${languageId}).`];
  if (before.length + after.length > 0)
    parts.push(`Around the selection, for reading only:\n${fenced(around, languageId)}`);
  parts.push(`The selected lines:\n${fenced(write(code.selected), languageId)}`);
  if (problems.length > 0) {
    const said = problems.map(
      ({ line, message }) => `- line ${line} (${lineAt(line)}): ${message}`,
    );
    parts.push(`What is said of them:\n${said.join('\n')}`);
  }
  return parts.join('\n\n');
}

function numbered(lines: readonly string[], first: number): string {
  return lines.map((line, k) => `${first + k + 1}: ${line}`).join('\n');
}

/** As many of the last lines as fit. */
function endOf(lines: readonly string[], characters: number): readonly string[] {
  let from = lines.length;
  for (let left = characters; from > 0; from--) {
    left -= (lines[from - 1]?.length ?? 0) + 1;
    if (left < 0) break;
  }
  return lines.slice(from);
}

/** As many of the first lines as fit. */
function startOf(lines: readonly string[], characters: number): readonly string[] {
  let to = 0;
  for (let left = characters; to < lines.length; to++) {
    left -= (lines[to]?.length ?? 0) + 1;
    if (left < 0) break;
  }
  return lines.slice(0, to);
}
