import type { Boldness } from '../core/completion/types.ts';

/** What the user can set; the manifest says the same (a test compares them). */
export interface Settings {
  /** On or off by language id; `*` is every language not named. */
  readonly enable: Readonly<Record<string, boolean>>;
  readonly confidence: Boldness;
  /** Learn the workspace's files. Off: only the open document counts. */
  readonly index: boolean;
}

export const DEFAULTS: Settings = {
  enable: { '*': true, plaintext: false, markdown: true, scminput: false },
  confidence: 'calm',
  index: true,
};

/** The defaults under the names that users see. */
export const DEFAULTS_BY_KEY: Readonly<Record<string, unknown>> = {
  'inkling.enable': DEFAULTS.enable,
  'inkling.confidence': DEFAULTS.confidence,
  'inkling.index.enable': DEFAULTS.index,
  'inkling.completion.model': null,
  'inkling.models': {},
  'inkling.completion.fallbacks': [],
  'inkling.completion.morePublic': false,
  'inkling.costPerDay': 0,
};
