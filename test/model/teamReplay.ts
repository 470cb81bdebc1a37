import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Backend } from '../../src/core/backend/backend.ts';
import { BackendError } from '../../src/core/backend/errors.ts';
import type { SafeText } from '../../src/core/gate/gate.ts';

const CORE = path.join(import.meta.dirname, '..', '..', 'src', 'core');
/** What the developers of a small team type: each in a file of their own. */
const FILES = ['completion/trigger.ts', 'workspace/lexer.ts', 'backend/http/refusal.ts'];
const WINDOW = 1400; // characters before the cursor
const STEP = 7; // characters typed between two questions
const never = new AbortController().signal;

export interface TeamFigures {
  readonly asked: number;
  readonly failed: number;
  /** The most questions in a row of one developer's that got no answer. */
  readonly longestGap: number;
  /** Share of all prompt tokens that came from a server's cache. */
  readonly cached: number;
}

/**
 * Developers type by turns, each their own file, and ask after every few characters. The window starts where it started, as in the editor.
 *
 * @param backendOf the backend of each developer.
 * @param onAsk told before each question: a test kills a server then.
 */
export async function replayTeam(
  backendOf: (developer: number) => Backend,
  rounds: number,
  onAsk: (question: number) => Promise<void> = async () => {},
): Promise<TeamFigures> {
  const texts = FILES.map(file => readFileSync(path.join(CORE, file), 'utf8'));
  let [asked, failed, longestGap, prompt, cached] = [0, 0, 0, 0, 0];
  const gaps = texts.map(() => 0);
  for (let round = 0; round < rounds; round++) {
    for (const [developer, text] of texts.entries()) {
      await onAsk(asked++);
      const question = {
        kind: 'fim' as const,
        path: FILES[developer] ?? '',
        languageId: 'typescript',
        before: text.slice(0, WINDOW + STEP * round) as SafeText,
        after: '\n}\n' as SafeText,
        context: [],
        mostTokens: 4,
      };
      try {
        for await (const piece of backendOf(developer).stream(question, never)) {
          if (piece.kind !== 'usage') continue;
          prompt += piece.usage.prompt ?? 0;
          cached += piece.usage.cached ?? 0;
        }
        gaps[developer] = 0;
      } catch (error) {
        if (!(error instanceof BackendError)) throw error;
        failed++;
        const gap = (gaps[developer] ?? 0) + 1;
        gaps[developer] = gap;
        longestGap = Math.max(longestGap, gap);
      }
    }
  }
  return { asked, failed, longestGap, cached: cached / Math.max(1, prompt) };
}
