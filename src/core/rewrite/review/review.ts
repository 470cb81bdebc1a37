import type { Gate, SafeText } from '../../gate/gate.ts';
import type { Asked } from '../question.ts';
import { CHARACTERS, tokensOf } from '../room.ts';
import { excerptOf, REVIEWER, readFindings } from './byModel.ts';
import { type ChangedFile, findByRules } from './byRules.ts';
import type { Finding } from './finding.ts';

/** What the rules find in a change, the worst first. */
export function reviewByRules(files: readonly ChangedFile[]): readonly Finding[] {
  return worstFirst(files.flatMap(findByRules));
}

/** Questions to the model about a change, each small enough for its window, and the files that it is not asked about. */
export interface ReviewQuestions {
  readonly parts: readonly ReviewPart[];
  readonly left: readonly { readonly path: string; readonly reason: string }[];
}

/** Some files of a change, in one question. */
export interface ReviewPart {
  readonly files: readonly ChangedFile[];
  readonly text: SafeText;
}

const ANSWER_TOKENS = 2000;
const UNKNOWN_WINDOW = 8192;
/** More in one question and small faults are overlooked. */
const MOST_CHARACTERS = 24_000;

/** Characters of a change that have room in one question. @param window of the model, tokens, where it is known. */
export function roomForReview(window = UNKNOWN_WINDOW): number {
  const tokens = window - ANSWER_TOKENS - tokensOf(REVIEWER);
  return Math.max(0, Math.min(MOST_CHARACTERS, tokens * CHARACTERS));
}

/**
 * @param most characters of one question; a file that alone is longer is left out and named, never cut.
 * @param gatePath the path by which the gate judges a file of the change.
 */
export function questionsFor(
  files: readonly ChangedFile[],
  gate: Gate,
  most: number,
  gatePath: (path: string) => string = path => path,
): ReviewQuestions {
  const parts: { files: ChangedFile[]; text: SafeText }[] = [];
  const left: { path: string; reason: string }[] = [];
  for (const file of files) {
    const passed = gate.pass(gatePath(file.path), excerptOf(file));
    if (passed.kind === 'refused') left.push({ path: file.path, reason: passed.reason });
    else if (passed.text.length > most) {
      const reason = `It changes ${passed.text.length} characters, and there is room for ${most}.`;
      left.push({ path: file.path, reason });
    } else {
      const last = parts.at(-1);
      if (last === undefined || last.text.length + passed.text.length + 2 > most) {
        parts.push({ files: [file], text: passed.text });
      } else {
        last.files.push(file);
        last.text = `${last.text}\n\n${passed.text}` as SafeText; // both went through the gate
      }
    }
  }
  return { parts, left };
}

/** One question as the backend takes it, and its size. */
export function reviewAsked({ text }: ReviewPart): Asked {
  const messages = [{ role: 'user', text }] as const;
  return {
    question: { kind: 'chat', system: REVIEWER, messages, mostTokens: ANSWER_TOKENS },
    tokens: tokensOf(REVIEWER + text),
    hidden: 0,
  };
}

/**
 * What the rules found, and what the model adds to it: where both speak of a line, the rule's word stands.
 *
 * @returns `undefined` where the answer holds no list of faults.
 */
export function withModel(
  byRules: readonly Finding[],
  answer: string,
  files: readonly ChangedFile[],
): { readonly findings: readonly Finding[]; readonly dropped: number } | undefined {
  const read = readFindings(answer, files);
  if (read === undefined) return undefined;
  const news = read.findings.filter(
    ({ path, start, cwe }) =>
      !byRules.some(
        known =>
          known.path === path &&
          known.start.line === start.line &&
          (cwe === undefined || known.cwe === cwe || known.source === 'rule'),
      ),
  );
  return { findings: worstFirst([...byRules, ...news]), dropped: read.dropped };
}

const RANK = { high: 0, medium: 1, low: 2 } as const;

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => RANK[a.severity] - RANK[b.severity] || RANK[a.confidence] - RANK[b.confidence],
  );
}
