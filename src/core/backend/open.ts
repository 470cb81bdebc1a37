import type { Endpoint } from './adapters/openaiClient.ts';
import { OpenAiCompletions } from './adapters/openaiCompletions.ts';
import type { Backend } from './backend.ts';
import type { Reach } from './endpoint.ts';
import { BackendError } from './errors.ts';
import { type Limits, TYPING, TYPING_LOCAL } from './limits.ts';
import { type FimTemplate, rowOf, TEMPLATES } from './models.ts';
import { hostOf, type Net } from './net.ts';

/** A backend that fills holes, and what the pipeline must know of its model. */
export interface FimBackend {
  readonly backend: Backend;
  /** An answer ends at any of these. */
  readonly tokens: readonly string[];
  /** Tokens of prompt and answer together. */
  readonly window: number;
}

/**
 * The backend for ghost text from a model at an endpoint, by the tables.
 *
 * @throws BackendError REQ-FIM for a model that can't fill holes, or that no table tells of: then nothing is guessed.
 */
export function openFim(model: string, endpoint: Endpoint, reach: Reach, net: Net): FimBackend {
  const row = rowOf(model);
  if (row?.fim === undefined)
    throw new BackendError('REQ-FIM', { model, host: hostOf(endpoint.base) });
  const limits: Limits = reach === 'local' ? TYPING_LOCAL : TYPING;
  const template: FimTemplate | undefined =
    row.fim === 'suffix' || row.fim === 'prefix-only' ? undefined : TEMPLATES[row.fim];
  return {
    backend: new OpenAiCompletions(model, row, endpoint, net, limits),
    tokens: template?.tokens ?? [],
    window: row.window,
  };
}
