import { anthropicMessages } from './adapters/anthropic.ts';
import { llamaInfill } from './adapters/llamaInfill.ts';
import { mistralFim } from './adapters/mistralFim.ts';
import { ollamaGenerate } from './adapters/ollamaGenerate.ts';
import { openaiChat } from './adapters/openaiChat.ts';
import { openaiCompletions } from './adapters/openaiCompletions.ts';
import { openaiResponses } from './adapters/openaiResponses.ts';
import { tabbyCompletions } from './adapters/tabby.ts';
import type { Endpoint, Wire } from './adapters/wire.ts';
import type { Backend } from './backend.ts';
import type { Reach } from './endpoint.ts';
import { BackendError } from './errors.ts';
import { COMMAND, COMMAND_LOCAL, type Limits, TYPING, TYPING_LOCAL } from './http/limits.ts';
import { hostOf, type Net } from './http/net.ts';
import type { Learned } from './parameters.ts';
import { type FimTemplate, type ModelRow, rowOf, TEMPLATES } from './tables/models.ts';
import { canTalk } from './tables/routing.ts';
import { endpointFor, type ServerKind, serverRow } from './tables/servers.ts';

/** Where a model is, and what is known of its server. */
export interface ModelPlace {
  readonly model: string;
  readonly endpoint: Endpoint;
  readonly reach: Reach;
  /** What detection found; a host that is known by name needs none. */
  readonly server?: ServerKind | undefined;
  /** What it turned out to refuse, when it was asked before. */
  readonly learned?: Learned | undefined;
  /** Others than those of ghost text: where the machine is busy and what counts is the answer alone. */
  readonly limits?: Limits;
}

/** A backend that fills holes, and what the pipeline must know of its model. */
export interface FimBackend {
  readonly backend: Backend;
  /** An answer ends at any of these. */
  readonly tokens: readonly string[];
}

/**
 * The backend for ghost text, by the tables of models and servers.
 *
 * @throws BackendError REQ-FIM for a model that can't fill holes, or that no table tells of on a server that could not tell either.
 */
export function openFim(place: ModelPlace, net: Net): FimBackend {
  const { model, reach } = place;
  const row = rowOf(model);
  const limits = place.limits ?? (reach === 'local' ? TYPING_LOCAL : TYPING);
  const server = serverRow(hostOf(place.endpoint.base), place.server);
  const endpoint = endpointFor(place.endpoint, server);
  const wire: Wire = { model, endpoint, net, limits, learned: place.learned };
  const template = templateOf(row);
  const tokens = template?.tokens ?? [];
  switch (server.fim) {
    case 'mistral':
      return { backend: mistralFim(wire), tokens };
    case 'tabby':
      return { backend: tabbyCompletions(wire), tokens };
    case 'generate':
      refuseChatOnly(row, place);
      return { backend: ollamaGenerate(wire, template), tokens };
    case 'infill':
      refuseChatOnly(row, place);
      if (template === undefined) {
        return { backend: llamaInfill(wire), tokens };
      }
      break; // our order of the parts is better than the server's
    case 'none':
      throw refusal(place);
  }
  const fim = row?.fim;
  if (fim === undefined) throw refusal(place);
  const base = server.fimBase?.(endpoint.base) ?? endpoint.base;
  const there = { ...wire, endpoint: { ...endpoint, base } };
  return { backend: openaiCompletions(there, { ...row, fim }), tokens };
}

/** What is taken to be true of a chat model that no table tells of. */
const PLAIN: Pick<ModelRow, 'refuses' | 'reasoning'> = {};

/** The backend for commands. @throws BackendError REQ-MODEL for a model, or a server, that can't talk. */
export function openChat(place: ModelPlace, net: Net): Backend {
  const { model } = place;
  const row = rowOf(model);
  const server = serverRow(hostOf(place.endpoint.base), place.server);
  const endpoint = endpointFor(place.endpoint, server);
  if (!canTalk(model, hostOf(endpoint.base), place.server)) {
    throw new BackendError('REQ-MODEL', { model, host: hostOf(endpoint.base) });
  }
  const limits = place.reach === 'local' ? COMMAND_LOCAL : COMMAND;
  const wire: Wire = { model, endpoint, net, limits, learned: place.learned };
  if (server.chat === 'messages') {
    return anthropicMessages(wire, row ?? PLAIN);
  }
  if (row?.responses === true && (server.kind === 'openai' || server.kind === 'azure')) {
    return openaiResponses(wire, row);
  }
  return openaiChat(wire, row ?? PLAIN);
}

function templateOf(row: ModelRow | undefined): FimTemplate | undefined {
  const fim = row?.fim;
  return fim === undefined || fim === 'suffix' || fim === 'prefix-only'
    ? undefined
    : TEMPLATES[fim];
}

/** A model that the table knows, and knows to have no way to fill holes. */
function refuseChatOnly(row: ModelRow | undefined, place: ModelPlace): void {
  if (row !== undefined && row.fim === undefined) throw refusal(place);
}

function refusal({ model, endpoint }: ModelPlace): BackendError {
  return new BackendError('REQ-FIM', { model, host: hostOf(endpoint.base) });
}
