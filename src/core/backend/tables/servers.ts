import type { Endpoint } from '../adapters/wire.ts';

/** What kind of server answers at an address. */
export type ServerKind =
  | 'ollama'
  | 'llama.cpp'
  | 'lm studio'
  | 'vllm'
  | 'tgi'
  | 'tabby'
  | 'litellm'
  | 'openai'
  | 'azure'
  | 'anthropic'
  | 'mistral'
  | 'deepseek'
  | 'moonshot'
  | 'openrouter'
  | 'openai-shaped';

/** What differs by server. */
export interface ServerRow {
  readonly kind: ServerKind;
  /** Hosts that tell it without asking. */
  readonly hosts?: RegExp;
  /** How it fills holes: by its own way where it has one; by the completions protocol, where the prompt holds the model's template, or with `suffix`. */
  readonly fim: 'infill' | 'generate' | 'completions' | 'suffix' | 'mistral' | 'tabby' | 'none';
  readonly chat: 'chat' | 'responses' | 'messages' | 'none';
  /** The base of hole-filling where it is not that of the rest. */
  readonly fimBase?: (base: string) => string;
  /** The header of the key where it is not `Authorization: Bearer`. */
  readonly keyHeader?: string;
  /** Headers that it wants with every request. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One row a kind of server. A new one is a new row; what no row knows is taken to be OpenAI-shaped. */
export const SERVERS: readonly ServerRow[] = [
  { kind: 'llama.cpp', fim: 'infill', chat: 'chat' },
  { kind: 'ollama', fim: 'generate', chat: 'chat' },
  { kind: 'lm studio', fim: 'completions', chat: 'chat' },
  { kind: 'vllm', fim: 'completions', chat: 'chat' },
  { kind: 'tgi', fim: 'completions', chat: 'chat' },
  { kind: 'litellm', fim: 'completions', chat: 'chat' },
  { kind: 'tabby', fim: 'tabby', chat: 'none' },
  { kind: 'openai', hosts: /^api\.openai\.com$/, fim: 'suffix', chat: 'chat' },
  {
    kind: 'azure',
    hosts: /\.(openai\.azure|services\.ai\.azure|cognitiveservices\.azure)\.com$/,
    fim: 'suffix',
    chat: 'chat',
    keyHeader: 'api-key',
  },
  {
    kind: 'anthropic',
    hosts: /^api\.anthropic\.com$/,
    fim: 'none',
    chat: 'messages',
    keyHeader: 'x-api-key',
    headers: { 'anthropic-version': '2023-06-01' },
  },
  { kind: 'mistral', hosts: /^(api|codestral)\.mistral\.ai$/, fim: 'mistral', chat: 'chat' },
  {
    kind: 'deepseek',
    hosts: /^api\.deepseek\.com$/,
    fim: 'suffix',
    chat: 'chat',
    fimBase: base => `${base.replace(/\/v1$/, '')}/beta`,
  },
  { kind: 'moonshot', hosts: /^api\.moonshot\.(ai|cn)$/, fim: 'none', chat: 'chat' },
  { kind: 'openrouter', hosts: /^openrouter\.ai$/, fim: 'completions', chat: 'chat' },
  { kind: 'openai-shaped', fim: 'completions', chat: 'chat' },
];

/** The row of a host that is known by its name. */
export function rowOfHost(host: string): ServerRow | undefined {
  const name = host.replace(/:\d+$/, '');
  return SERVERS.find(({ hosts }) => hosts?.test(name));
}

/** The row of a kind that detection found; else the one that the host's name tells. */
export function serverRow(host: string, found?: ServerKind): ServerRow {
  const row = rowOfHost(host) ?? SERVERS.find(({ kind }) => kind === found);
  return row ?? (SERVERS.at(-1) as ServerRow);
}

/** The endpoint with its key in the header that its server reads, and with the headers that it wants. The user's own come last. */
export function endpointFor(endpoint: Endpoint, { keyHeader, headers }: ServerRow): Endpoint {
  const { key, base } = endpoint;
  if (keyHeader === undefined || key === undefined)
    return { ...endpoint, headers: { ...headers, ...endpoint.headers } };
  return { base, headers: { ...headers, [keyHeader]: key, ...endpoint.headers } };
}
