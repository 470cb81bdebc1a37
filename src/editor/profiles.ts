/** A bundle of settings for one temper of ghost text. What it does not name stays as it is. */
export interface Profile {
  readonly name: 'quiet' | 'balanced' | 'eager';
  readonly values: Readonly<Record<string, unknown>>;
}

/** From rarely speaking to always speaking. `balanced` is how Inkling comes. */
export const PROFILES: readonly Profile[] = [
  {
    name: 'quiet',
    values: {
      'inkling.confidence': 'cautious',
      'inkling.mode': 'line',
      'inkling.minimumLength': 8,
      'inkling.delay': 600,
    },
  },
  {
    name: 'balanced',
    values: {
      'inkling.confidence': 'calm',
      'inkling.mode': 'auto',
      'inkling.minimumLength': 0,
      'inkling.delay': null,
    },
  },
  {
    name: 'eager',
    values: {
      'inkling.confidence': 'eager',
      'inkling.mode': 'block',
      'inkling.minimumLength': 0,
      'inkling.delay': null,
    },
  },
];

/** One setting that a profile would change. */
export interface Change {
  readonly setting: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What a profile changes where the settings are as `now` says. */
export function changesOf({ values }: Profile, now: (setting: string) => unknown): Change[] {
  return Object.entries(values).flatMap(([setting, to]) => {
    const from = now(setting);
    return JSON.stringify(from) === JSON.stringify(to) ? [] : [{ setting, from, to }];
  });
}
