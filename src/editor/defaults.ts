import type { Boldness } from '../core/completion/types.ts';
import type { Amounts, Mode } from '../core/completion/wished.ts';

/** What the user can set; the manifest says the same (a test compares them). */
export interface Settings {
  /** On or off by language id; `*` is every language not named. */
  readonly enable: Readonly<Record<string, boolean>>;
  readonly confidence: Boldness;
  /** Learn the workspace's files. Off: only the open document counts. */
  readonly index: boolean;
  readonly mode: Mode;
  /** How much is offered outside of code, by language id; `*` is every language not named, and what a language's own entry leaves open. */
  readonly scopes: Readonly<Record<string, Partial<Amounts>>>;
  /** Characters. */
  readonly minimumLength: number;
  /** Milliseconds without a key before a model is asked; `null`: by the typing rhythm and the model's speed. */
  readonly delay: number | null;
}

export const DEFAULTS: Settings = {
  enable: { '*': true, plaintext: false, markdown: true, scminput: false },
  confidence: 'calm',
  index: true,
  mode: 'auto',
  scopes: { '*': { comment: 'line', docstring: 'line', string: 'line', text: 'line' } },
  minimumLength: 0,
  delay: null,
};

/** The defaults under the names that users see. */
export const DEFAULTS_BY_KEY: Readonly<Record<string, unknown>> = {
  'inkling.enable': DEFAULTS.enable,
  'inkling.confidence': DEFAULTS.confidence,
  'inkling.index.enable': DEFAULTS.index,
  'inkling.mode': DEFAULTS.mode,
  'inkling.scopes': DEFAULTS.scopes,
  'inkling.minimumLength': DEFAULTS.minimumLength,
  'inkling.delay': DEFAULTS.delay,
  'inkling.completion.model': null,
  'inkling.models': {},
  'inkling.completion.fallbacks': [],
  'inkling.completion.morePublic': false,
  'inkling.costPerDay': 0,
};
