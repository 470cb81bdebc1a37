import { BackendError, type FaultFacts } from '../errors.ts';

/** What a server answered instead of text. `body` is at most a few kilobytes of it. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly host: string;
}

const LEAST_WAIT = 1;
const MOST_WAIT = 300;
const TOO_LONG =
  /context[_ ]length|exceed_context_size|maximum context|exceeds the context|input length exceeds|prompt is too long|too many tokens|must be <=/i;
const MONEY = /insufficient_quota|exceeded_current_quota|billing|spend_limit|credit balance/i;
const PARAMETER =
  /unsupported_(parameter|value)|does not support|not supported|don't support|is deprecated for this model|unsupported param|array_above_max_length|array too long/i;
const NO_INFILL = /infill is not supported|does not support insert/i;

/**
 * Any of the error shapes that servers send (OpenAI, Anthropic, Ollama, TGI, vLLM, Mistral, FastAPI, HTML pages) as one of our codes.
 * The server's words only choose the code; they are not kept.
 *
 * @param now seconds since 1970, for `Retry-After` dates.
 */
export function faultOf(refusal: Refusal, now: number): BackendError {
  const { status, host } = refusal;
  const text = refusal.body.slice(0, 4096);
  const facts: FaultFacts = { host, status };
  if (status === 501 || NO_INFILL.test(text)) return new BackendError('REQ-FIM', facts);
  if (status === 401) return new BackendError('AUTH-KEY', facts);
  if (status === 402 || status === 403) return new BackendError('AUTH-QUOTA', facts);
  if (status === 407) return new BackendError('NET-PROXY', facts);
  if (status === 404) return new BackendError('REQ-MODEL', facts);
  if (status === 413 || status === 414 || status === 431)
    return new BackendError('REQ-LONG', facts);
  if (status === 429) {
    if (MONEY.test(text)) return new BackendError('AUTH-QUOTA', facts);
    const seconds = waitOf(refusal, now);
    return new BackendError('RATE-WAIT', seconds === undefined ? facts : { ...facts, seconds });
  }
  if (status === 400 || status === 422) {
    if (TOO_LONG.test(text)) return new BackendError('REQ-LONG', withWindow(facts, text));
    if (MONEY.test(text)) return new BackendError('AUTH-QUOTA', facts);
    return new BackendError('REQ-PARAM', withParameter(facts, text));
  }
  if (status === 408 || status === 409 || status === 425 || status === 498 || status === 529) {
    return new BackendError('SRV-BUSY', facts);
  }
  if (status >= 500 && status < 600) return new BackendError('SRV-5XX', facts);
  return new BackendError('SRV-ERROR', facts);
}

/** Seconds to wait: what the headers ask for, between 1 and 300, and 1 for a time that is past; `undefined` where they ask for nothing that makes sense. */
function waitOf({ headers }: Pick<Refusal, 'headers'>, now: number): number | undefined {
  const milliseconds = Number(headers.get('retry-after-ms') ?? Number.NaN);
  const after = headers.get('retry-after');
  let seconds = milliseconds / 1000;
  if (Number.isNaN(seconds) && after !== null) {
    seconds = Number(after);
    if (Number.isNaN(seconds)) seconds = Date.parse(after) / 1000 - now;
  }
  if (Number.isNaN(seconds)) return undefined;
  return Math.min(MOST_WAIT, Math.max(LEAST_WAIT, Math.ceil(seconds)));
}

/** The parameter that a 400 names as refused; `undefined` where the refusal is about something else. */
function refusedParameter(text: string): string | undefined {
  if (!PARAMETER.test(text)) return undefined;
  return (
    /"param"\s*:\s*"([\w.]+)"/.exec(text)?.[1] ??
    /(?:parameters?|param)[:\s]*\\?['"`]?(\w+)/i.exec(text)?.[1] ??
    /['"`](\w+)\\?['"`]: array too long/i.exec(text)?.[1] ??
    /['"`](\w+)\\?['"`] is (?:deprecated|not supported)/i.exec(text)?.[1]
  );
}

function withParameter(facts: FaultFacts, text: string): FaultFacts {
  const parameter = refusedParameter(text);
  if (parameter === undefined) return facts;
  const most = /maximum length (\d+)/i.exec(text)?.[1];
  return { ...facts, parameter, ...(most === undefined ? {} : { most: Number(most) }) };
}

function withWindow(facts: FaultFacts, text: string): FaultFacts {
  const found =
    /"n_ctx"\s*:\s*(\d+)/.exec(text)?.[1] ??
    /(?:maximum context length is|must be <=)\s*(\d+)/i.exec(text)?.[1];
  return found === undefined ? facts : { ...facts, window: Number(found) };
}
