import type { BackendError } from '../../core/backend/errors.ts';
import type { FimBackend } from '../../core/backend/open.ts';
import { Circuit } from '../../core/backend/sharing/circuit.ts';
import { plainId } from '../../core/backend/tables/models.ts';
import { realClock } from '../../core/base/clock.ts';
import { type Encoding, encodingOf } from '../../core/completion/budget/encoding.ts';
import { BUDGET, type Budget } from '../../core/completion/budget/fit.ts';
import { LineCounts } from '../../core/completion/budget/lineCounts.ts';
import type { ContextSource } from '../../core/completion/context/index.ts';
import { Packer } from '../../core/completion/context/packer.ts';
import { HoleModel } from '../../core/completion/holeModel.ts';
import { Gate } from '../../core/gate/gate.ts';
import type { Capabilities } from './capabilities.ts';
import type { ModelChoice } from './choice.ts';
import type { Exclusions } from './exclusions.ts';

/** What the user's rules say of a path, once they are read. */
type Rules = Pick<Exclusions, 'ready' | 'verdict'>;

/** What a model needs around it to fill holes. */
export interface HoleSurroundings {
  readonly exclusions: Rules;
  readonly capabilities: Pick<Capabilities, 'of'>;
  /** Where context of other files comes from. */
  readonly sources: readonly ContextSource[];
  /** How many tokens each line is. */
  countTokens(encoding: Encoding, lines: readonly string[]): Promise<readonly number[]>;
}

/** How it is asked. */
export interface HoleManners {
  /** Milliseconds that context may take: what is later is for the next question. */
  readonly deadline: number;
  /** Nothing is asked beyond what is shown. */
  readonly metered: boolean;
  /** Told of each answer and each failure. */
  onDone(error: BackendError | undefined): void;
}

/** So many tokens of a window are left for the answer, and for what the template puts around. */
export const ANSWER = 160;

/** An open model as the pipeline wants it: with the gate before it, and a packer that knows its tokens and its window. */
export function holeModelOf(
  choice: ModelChoice,
  { backend, tokens }: FimBackend,
  around: HoleSurroundings,
  { deadline, metered, onDone }: HoleManners,
): HoleModel {
  const gate = new Gate(path => around.exclusions.verdict(path));
  const encoding = encodingOf(plainId(choice.model));
  const counts = new LineCounts(lines => around.countTokens(encoding, lines));
  const { pack } = new Packer({
    gate,
    sources: around.sources.map(source => withRulesRead(source, around.exclusions)),
    count: counts.count,
    budget: budgetFor(around.capabilities.of(choice)?.window),
    clock: realClock,
    deadline,
  });
  return new HoleModel({
    backend,
    tokens,
    pack,
    goesOn: choice.byChat !== true,
    gate,
    rulesRead: path => around.exclusions.ready(path),
    circuit: new Circuit(() => performance.now()),
    metered,
    onDone,
  });
}

/** The same source; when its offers come to the gate, the gate knows the rules for the files that they are from. */
function withRulesRead(source: ContextSource, exclusions: Rules): ContextSource {
  return {
    name: source.name,
    async offer(at, signal) {
      const offers = await source.offer(at, signal);
      await Promise.all(
        [...new Set(offers.map(({ path }) => path))].map(path => exclusions.ready(path)),
      );
      return offers;
    },
  };
}

/** As much as is worth it, or as fits the window that the server told. */
function budgetFor(window: number | undefined): Budget {
  const tokens = Math.min(BUDGET.tokens, (window ?? Number.POSITIVE_INFINITY) - ANSWER);
  return { ...BUDGET, tokens };
}
