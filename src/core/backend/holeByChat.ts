import type { SafeText } from '../gate/gate.ts';
import { type Backend, type FimQuestion, type Piece, type Question, textOnly } from './backend.ts';
import { cutAtTokens } from './fim.ts';

const HOLE = '{{HOLE}}';
const OPEN = '<fill>';
const CLOSE = '</fill>';

const SYSTEM = `You complete code in an editor. You get a part of a file in which ${HOLE} marks the cursor. Answer with the text that belongs in place of ${HOLE}, inside of ${OPEN} and ${CLOSE}, and nothing else: no explanation, no code fence. Keep the file's style. Stop where the statement or block ends, and do not repeat what follows the hole.`;

/**
 * Lets a model that only talks fill holes: slower and dearer than a model made for it, so only where the user says so.
 *
 *     user:       export function area(r: number) {⏎  return {{HOLE}}⏎}
 *     assistant:  <fill>Math.PI * r ** 2;</fill>
 */
export class HoleByChat implements Backend {
  readonly model: string;
  readonly host: string;
  private readonly chat: Backend;

  constructor(chat: Backend) {
    this.chat = chat;
    this.model = chat.model;
    this.host = chat.host;
  }

  async *stream(question: Question, signal: AbortSignal): AsyncGenerator<Piece> {
    if (question.kind === 'chat') {
      yield* this.chat.stream(question, signal);
      return;
    }
    const others: Piece[] = [];
    const chat = {
      kind: 'chat' as const,
      system: SYSTEM,
      messages: [{ role: 'user' as const, text: promptFor(question) }],
      mostTokens: question.mostTokens + 16, // the tags
    };
    for await (const text of filling(
      textOnly(this.chat.stream(chat, signal), piece => others.push(piece)),
    )) {
      yield { kind: 'text', text };
    }
    yield* others.filter(({ kind }) => kind === 'usage');
    yield { kind: 'end', why: 'whole' };
  }
}

/** All its parts went through the gate, so their sum has. */
function promptFor({ path, languageId, before, after, context }: FimQuestion): SafeText {
  const files = context.map(file => `File ${file.path}:\n${file.text}\n\n`).join('');
  const plain = (text: string): string => text.replaceAll(HOLE, '{{ HOLE }}');
  return `${files}File ${path} (${languageId}):\n${plain(before)}${HOLE}${plain(after)}` as SafeText;
}

/**
 * What stands in the tags, as it streams. A model that forgets the opening tag but answers with code is taken at its word; code fences around the
 * answer are taken off.
 */
async function* filling(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let head = '';
  let begun = false;
  for await (const chunk of cutAtTokens(chunks, [CLOSE])) {
    if (begun) {
      yield chunk;
      continue;
    }
    head += chunk;
    const at = head.indexOf(OPEN);
    if (at >= 0) {
      begun = true;
      const rest = head.slice(at + OPEN.length);
      if (rest !== '') yield rest;
    }
  }
  if (!begun && !isProse(head)) yield head.replace(/^```[\w-]*\n|\n?```\s*$/g, '');
}

/** Does an answer without tags speak to a person? */
function isProse(text: string): boolean {
  return /^\s*(here|sure|the |this |to |i |you |it )|:\s*\n/i.test(text);
}
