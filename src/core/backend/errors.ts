/**
 * All that can go wrong between Inkling and a model, by code. The text is a template: `{host}` and its like are filled in by `explain`,
 * so that the editor can translate it. It never holds what a server said, nor an address beyond host and port.
 */
export const FAULTS = {
  'NET-REFUSED':
    'No answer from {host}. Nothing is listening there. Start the server or choose another model.',
  'NET-DNS': 'No answer from {host}. This name was not found. Check the address.',
  'NET-CONNECT': 'No answer from {host}. The connection could not be made. Check the network.',
  'NET-RESET': 'No answer from {host}. It closed the connection. Try again.',
  'NET-PROTO': 'No answer from {host}. It does not speak HTTP. Check the port.',
  'NET-SLOW': 'No whole answer from {host}. It did not finish within {seconds} s. Try again.',
  'NET-TLS':
    'No connection to {host}. Its certificate is not trusted by this computer. Ask your administrator to install it.',
  'NET-PROXY': 'No connection to {host}. The proxy refused it. Check the proxy settings.',
  'NET-REDIRECT':
    'Nothing was sent. {host} tried to pass your request on to {other}, and that was blocked. Check the address.',
  'NET-CUT': 'The answer of {host} was cut off. Nothing was applied. Try again.',
  'SRV-HTML':
    'No answer from {host}. It sent a web page instead. A proxy or login page may be in the way.',
  'SRV-EMPTY': 'No answer from {host}. It was empty. Try again.',
  'SRV-JSON':
    'No answer from {host}. It sent something that is not valid JSON. Test the connection.',
  'SRV-SHAPE':
    'No answer from {host}. It speaks another protocol than expected. Test the connection.',
  'SRV-BIG': 'The answer of {host} was dropped. It was larger than allowed. Try again.',
  'SRV-ENC': 'No answer from {host}. It used an encoding that was not asked for. Check the proxy.',
  'SRV-ERROR': 'No answer from {host}. It reported an error ({status}). See its log.',
  'SRV-5XX': 'No answer from {host}. It has a problem ({status}). Try again shortly.',
  'SRV-BUSY': 'No answer from {host}. It is busy ({status}). Try again shortly.',
  'AUTH-KEY': 'No answer from {host}. It rejected the key. Set a new one.',
  'AUTH-QUOTA': 'No answer from {host}. There is no credit or no permission. Check your account.',
  'REQ-LONG': 'Too much text for {model}. It does not fit its window. Select less.',
  'REQ-MODEL':
    'No answer from {host}. The model {model} is retired or not allowed here, or the address lacks /v1. Choose another.',
  'REQ-PARAM': 'No answer from {host}. It refused a parameter of the request. Test the connection.',
  'REQ-FIM': 'No ghost text from {model}. It can not fill in code. Choose another model for it.',
  'RATE-WAIT': 'No answer from {host}. It asks for a pause. Wait a moment, or choose another.',
  'OUT-FILTER': 'No answer from {host}. It was withheld by the server. Ask differently.',
  'LIM-DAY': 'Nothing was sent. The limit that you set for today is reached. Raise it, or wait.',
  'CFG-URL': 'The address can not be used. It needs to be like https://example.com/v1. Correct it.',
  'CFG-KEY': "The key can not be used. It holds characters that a key can't have. Enter it again.",
  'CFG-MODEL':
    'Nothing was sent. No model is chosen that can hold a conversation. Choose one for commands.',
  'CFG-TRUST':
    'Nothing was sent. This folder is not trusted, so its code stays. Trust it to ask a model.',
  'CFG-COMPANION':
    'Nothing was sent. {host} is your own computer, and Inkling runs on the remote side. Install or allow “Inkling Local Models” on yours.',
  'CFG-ROUTE':
    'Nothing was sent. Only addresses like http://{host}/v1 can be asked on your own computer. Correct it.',
  'CFG-INSECURE': 'Nothing was sent. Plain http to {host} would show your code. Use https.',
} as const;

export type FaultCode = keyof typeof FAULTS;

/** What fills the templates of `FAULTS`, and what the caller acts on. */
export interface FaultFacts {
  /** Host and port, nothing more of the address. */
  readonly host?: string;
  readonly model?: string;
  readonly status?: number;
  /** How long to wait, or how long was waited. */
  readonly seconds?: number;
  /** The host that a redirect named. */
  readonly other?: string;
  /** The request's parameter that the server refused. */
  readonly parameter?: string;
  /** The most of it that the server takes, where its refusal told. */
  readonly most?: number;
  /** The server's own window, tokens, where its refusal told it. */
  readonly window?: number;
}

/** The one kind of error that a backend throws, besides the signal's reason when it is aborted. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly code: FaultCode;
  readonly facts: FaultFacts;

  constructor(code: FaultCode, facts: FaultFacts = {}) {
    super(code); // never the server's text: it may echo the key
    this.code = code;
    this.facts = facts;
  }
}

/** The sentence for people, in one line: what did not happen, why, what to do, and the code. */
export function explain(
  { code, facts }: BackendError,
  translate: (template: string) => string = template => template,
): string {
  const values: Readonly<Record<string, string | undefined>> = {
    host: facts.host ?? 'the server',
    model: facts.model ?? 'this model',
    status: String(facts.status ?? 'no status'),
    seconds: String(facts.seconds ?? 0),
    other: facts.other ?? 'another host',
  };
  const text = translate(FAULTS[code]).replace(
    /\{(\w+)\}/g,
    (whole, name: string) => values[name] ?? whole,
  );
  return `Inkling: ${text} (${code})`;
}

const BY_SYSTEM_CODE: readonly (readonly [RegExp, FaultCode])[] = [
  [/^ECONNREFUSED$/, 'NET-REFUSED'],
  [/^(ENOTFOUND|EAI_)/, 'NET-DNS'],
  [/^(UND_ERR_CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|ENETDOWN)$/, 'NET-CONNECT'],
  [/^(ECONNRESET|EPIPE|UND_ERR_SOCKET|ECONNABORTED)$/, 'NET-RESET'],
  [/^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES)/, 'NET-PROTO'],
  [/^(UND_ERR_HEADERS_TIMEOUT|UND_ERR_BODY_TIMEOUT)$/, 'NET-SLOW'],
  [/^UND_ERR_ABORTED$/, 'NET-PROXY'], // what is wanted of the proxy is not given; our own aborts never come here
  [/^(CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|EPROTO)/, 'NET-TLS'],
  [/^Z_/, 'SRV-ENC'],
];

/** A failure of `fetch` as ours, by the system's code: messages are never looked at, for they may hold keys. */
export function networkFault(error: unknown, host: string): BackendError {
  return error instanceof BackendError
    ? error
    : new BackendError(codeOf(error) ?? 'NET-RESET', { host });
}

/** Was the connection closed or reset by the other side? */
export function isReset(error: unknown): boolean {
  return codeOf(error) === 'NET-RESET';
}

/** A failure once the answer had begun: all that ends it early cuts it off. */
export function cutFault(error: unknown, host: string): BackendError {
  if (error instanceof BackendError) return error;
  return new BackendError(codeOf(error) === 'SRV-ENC' ? 'SRV-ENC' : 'NET-CUT', { host });
}

/** What the first cause with a known code or name says. */
function codeOf(error: unknown): FaultCode | undefined {
  for (let at = error; typeof at === 'object' && at !== null; at = (at as Error).cause) {
    // where several addresses were tried, the first failure speaks for all
    const { code, name } = (at instanceof AggregateError ? at.errors[0] : at) as {
      code?: unknown;
      name?: unknown;
    };
    const known = BY_SYSTEM_CODE.find(([pattern]) => pattern.test(String(code ?? name)));
    if (known !== undefined) return known[1];
  }
  return undefined;
}
