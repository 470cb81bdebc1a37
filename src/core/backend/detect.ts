import { bearer, type Endpoint } from './adapters/wire.ts';
import { isRecord, textOf } from './answer.ts';
import { PROBE } from './http/limits.ts';
import { guardedFetch, type Net } from './http/net.ts';
import { endpointFor, rowOfHost, type ServerKind } from './tables/servers.ts';

/** A server that answered, and the models that it offers. */
export interface FoundServer {
  readonly kind: ServerKind;
  /** The OpenAI-shaped base address. */
  readonly base: string;
  readonly models: readonly FoundModel[];
}

export interface FoundModel {
  readonly id: string;
  /** The window that the server really gives it, tokens, where it says so. */
  readonly window?: number;
}

/** Where the usual servers listen. Newer llama.cpp listens on 9931, its editors' recipes on 8012. */
export const USUAL_PORTS: readonly number[] = [11434, 8080, 8012, 9931, 1234, 8000, 4000];

/**
 * Looks at the usual ports of a machine, all at once. Nothing but questions about the server is sent: no code, and no key.
 *
 * @param host which machine: the one where this runs, or `USERS_HOST`.
 */
export async function detectLocal(
  net: Net,
  signal: AbortSignal,
  host = '127.0.0.1',
  ports: readonly number[] = USUAL_PORTS,
): Promise<FoundServer[]> {
  const found = await Promise.all(
    ports.map(port => identify(`http://${host}:${port}`, net, signal)),
  );
  signal.throwIfAborted();
  return found.filter(server => server !== undefined);
}

/**
 * Which server answers at an address, and its models; `undefined` for none that we know, or a stranger on the port. Hosts that are known by name are
 * asked for their models only.
 *
 * @param address an origin, or a base with a path of its own.
 * @param own the key and the headers that the user gave for this origin: sent along.
 */
export async function identify(
  address: string,
  net: Net,
  signal: AbortSignal,
  own: Omit<Endpoint, 'base'> = {},
): Promise<FoundServer | undefined> {
  const { origin, pathname, host } = new URL(address);
  const base = pathname === '/' ? `${origin}/v1` : address;
  const known = rowOfHost(host);
  const get = questioner(net, signal, known ? endpointFor({ base, ...own }, known) : own);
  if (known !== undefined) {
    return { kind: known.kind, base, models: modelsOf(await get(`${base}/models`)) };
  }
  const [props, version, info, list, health] = await Promise.all([
    get(`${origin}/props`),
    get(`${origin}/api/version`),
    get(`${origin}/info`),
    get(`${base}/models`),
    get(`${base}/health`),
  ]);
  const models = modelsOf(list);
  const first =
    isRecord(list) && Array.isArray(list.data) && isRecord(list.data[0]) ? list.data[0] : {};
  if (isRecord(props) && isRecord(props.default_generation_settings)) {
    const window = Number(props.default_generation_settings.n_ctx);
    const known = Number.isFinite(window) && window > 0 ? { window } : {};
    return { kind: 'llama.cpp', base, models: models.map(({ id }) => ({ id, ...known })) };
  }
  if (isRecord(version) && typeof version.version === 'string' && isRecord(list)) {
    if (first.owned_by !== 'vllm') return { kind: 'ollama', base, models };
  }
  if (isRecord(info) && info.router === 'text-generation-router') {
    return { kind: 'tgi', base, models };
  }
  if (first.owned_by === 'vllm') return { kind: 'vllm', base, models };
  if (isRecord(health) && 'cuda_devices' in health && 'version' in health) {
    return { kind: 'tabby', base, models: [{ id: 'tabby' }] };
  }
  if (models.length === 0) return undefined;
  const studio = await get(`${origin}/api/v0/models`);
  if (
    isRecord(studio) &&
    Array.isArray(studio.data) &&
    isRecord(studio.data[0]) &&
    'state' in studio.data[0]
  ) {
    return { kind: 'lm studio', base, models };
  }
  return { kind: 'openai-shaped', base, models };
}

/** Asks for a JSON value; `undefined` for every kind of failure. */
function questioner(
  net: Net,
  signal: AbortSignal,
  own: Omit<Endpoint, 'base'>,
): (url: string) => Promise<unknown> {
  const headers = { ...bearer(own), ...own.headers };
  return async url => {
    try {
      const response = await guardedFetch(net, PROBE)(url, { headers, signal });
      return await response.json();
    } catch {
      return undefined;
    }
  };
}

function modelsOf(list: unknown): FoundModel[] {
  if (!isRecord(list) || !Array.isArray(list.data)) return [];
  return list.data.filter(isRecord).flatMap(entry => {
    const id = textOf(entry.id);
    if (id === undefined || id.length > 200) return [];
    const window = entry.max_model_len ?? entry.context_length;
    return [typeof window === 'number' ? { id, window } : { id }];
  });
}
