import * as vscode from 'vscode';
import { type Amount, type Amounts, type Mode, PROSE_SCOPES } from '../core/completion/wished.ts';
import { DEFAULTS, type Settings } from './defaults.ts';

/** Reads the settings that hold for a document (or for the window), each checked: a value of the wrong kind is the default. */
export function readSettings(scope?: vscode.ConfigurationScope): Settings {
  const found = vscode.workspace.getConfiguration('inkling', scope ?? null);
  const confidence = found.get<unknown>('confidence');
  const index = found.get<unknown>('index.enable');
  return {
    enable: { ...DEFAULTS.enable, ...switches(found.get<unknown>('enable')) },
    confidence:
      confidence === 'cautious' || confidence === 'calm' || confidence === 'eager'
        ? confidence
        : DEFAULTS.confidence,
    index: typeof index === 'boolean' ? index : DEFAULTS.index,
    mode: MODES.find(mode => mode === found.get<unknown>('mode')) ?? DEFAULTS.mode,
    scopes: { ...DEFAULTS.scopes, ...amountsByLanguage(found.get<unknown>('scopes')) },
    minimumLength: wholeNumber(found.get<unknown>('minimumLength')) ?? DEFAULTS.minimumLength,
    delay: wholeNumber(found.get<unknown>('delay')) ?? DEFAULTS.delay,
  };
}

const MODES: readonly Mode[] = ['auto', 'line', 'lineByLine', 'block'];
const AMOUNTS: readonly Amount[] = ['off', 'line', 'full'];

/** How much is offered outside of code in a language. */
export function amountsIn({ scopes }: Settings, languageId: string): Amounts {
  const line: Amounts = { comment: 'line', docstring: 'line', string: 'line', text: 'line' };
  return { ...line, ...scopes['*'], ...scopes[languageId] };
}

function wholeNumber(value: unknown): number | undefined {
  return typeof value === 'number' && value >= 0 && value < 1e5 ? Math.round(value) : undefined;
}

function amountsByLanguage(value: unknown): Record<string, Partial<Amounts>> {
  return Object.fromEntries(
    Object.entries(record(value)).map(([language, amounts]) => [language, amountsOf(amounts)]),
  );
}

function amountsOf(value: unknown): Partial<Amounts> {
  const given = record(value);
  return Object.fromEntries(
    PROSE_SCOPES.flatMap(scope => {
      const amount = AMOUNTS.find(known => known === given[scope]);
      return amount === undefined ? [] : [[scope, amount]];
    }),
  );
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** The patterns of `files.exclude` that are on. */
export function excludePatterns(): string[] {
  const patterns = vscode.workspace
    .getConfiguration('files', null)
    .get<Record<string, unknown>>('exclude');
  return Object.entries(patterns ?? {})
    .filter(([, on]) => on === true)
    .map(([pattern]) => pattern);
}

/** Is completion on for this language? */
export function languageOn(settings: Settings, languageId: string): boolean {
  return settings.enable[languageId] ?? settings.enable['*'] ?? true;
}

/** Sets a language on or off for the user. */
export async function setLanguage(languageId: string, on: boolean): Promise<void> {
  const section = vscode.workspace.getConfiguration('inkling');
  const now = switches(section.inspect('enable')?.globalValue);
  await section.update('enable', { ...now, [languageId]: on }, vscode.ConfigurationTarget.Global);
}

function switches(value: unknown): Record<string, boolean> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, boolean] => typeof entry[1] === 'boolean',
    ),
  );
}
