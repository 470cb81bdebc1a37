import { scopeByMarks } from '../place.ts';
import { startOfLine } from '../tidy/draft.ts';
import type { Snapshot } from '../types.ts';

/** What a provider of VS Code would complete with, by the name of its kind: `Method`, `Text`. */
export interface Completion {
  readonly name: string;
  readonly kind: string;
}

/** All that the providers would complete with at a place. */
export interface Completions {
  readonly items: readonly Completion[];
  /** There may be more: nothing follows from what is not in it. */
  readonly incomplete: boolean;
}

/** Languages in which a member that is not there is an error, and no surprise of the run. */
const STRICT = new Set([
  'typescript',
  'typescriptreact',
  'java',
  'csharp',
  'go',
  'rust',
  'kotlin',
  'swift',
]);

/** What is called so tends to have any member one wants: `process.env.PORT`. */
const OPEN =
  /(env|headers?|cookies?|params?|query|dataset|storage|globals?|globalThis|window|locals|state|store|props|data|json|body|config|options|settings|context|ctx|meta|attrs?|attributes|map|dict|record|styles?)$/i;

const ACCESS = /(?:([\p{L}_$][\p{L}\p{N}_$]*)|[)\]"'`])[?!]?\.([\p{L}_$][\p{L}\p{N}_$]*)?$/u;

/** A member that is begun at the cursor. */
export interface MemberPlace {
  /** The line up to the dot, the dot included. */
  readonly upTo: string;
  /** What of the name is typed. */
  readonly typed: string;
}

/**
 * The member that is begun at the cursor, in a language where it must be there:
 *
 *     const total = basket.it█      ⇒   `const total = basket.` and `it`
 *     process.env.█                 ⇒   nothing: it may be any
 */
export function memberAt(at: Snapshot): MemberPlace | undefined {
  if (!STRICT.has(at.languageId)) return undefined;
  const line = startOfLine(at);
  const access = ACCESS.exec(line);
  if (access === null || OPEN.test(access[1] ?? '') || scopeByMarks(at) !== 'code')
    return undefined;
  const typed = access[2] ?? '';
  return { upTo: line.slice(0, line.length - typed.length), typed };
}

const MEMBERS = new Set([
  ...['Method', 'Function', 'Constructor', 'Field', 'Property', 'Variable', 'Event', 'Constant'],
  ...['EnumMember', 'Class', 'Interface', 'Struct', 'Enum', 'Module', 'TypeParameter'],
]);
/** Come with every list, whatever the provider knows. */
const BESIDE = new Set(['Snippet', 'Keyword']);

/**
 * The names of all members, where a provider that understands the language told all of them; `undefined` where that is not certain: it was words of
 * the text, or only fields, beside which any other may be (`{ [name: string]: string }`).
 */
export function certainMembers({
  items,
  incomplete,
}: Completions): ReadonlySet<string> | undefined {
  const told = items.filter(({ kind }) => !BESIDE.has(kind));
  const acts = told.some(({ kind }) => kind === 'Method' || kind === 'Function');
  if (incomplete || !acts || !told.every(({ kind }) => MEMBERS.has(kind))) return undefined;
  return new Set(told.map(({ name }) => /^[\p{L}\p{N}_$]*/u.exec(name)?.[0] ?? ''));
}

/**
 * The member that a text goes on with, where there is none of that name: not among the members, nor anywhere in the text around.
 *
 *     const total = basket.it█    + emCount();   ⇒   `itemCount`, where a basket only has `items`
 */
export function unknownMember(
  text: string,
  { typed }: MemberPlace,
  members: ReadonlySet<string>,
  { before, after }: Snapshot,
): string | undefined {
  const rest = /^[\p{L}\p{N}_$]+/u.exec(text)?.[0] ?? '';
  const name = typed + rest;
  if (rest === '' || members.has(name) || /^[A-Z\d_]+$/.test(name)) return undefined;
  // what the user began himself, he knows better
  if (![...members].some(member => member.startsWith(typed))) return undefined;
  const used = new RegExp(`\\b${name.replaceAll('$', '\\$')}\\b`);
  return used.test(before.slice(0, before.length - typed.length)) || used.test(after)
    ? undefined
    : name;
}
