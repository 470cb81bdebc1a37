/** The special tokens of a model family that fills holes, and the order in which the parts of a prompt stand. */
export interface FimTemplate {
  /**
   * The prompt, with `{before}`, `{after}` and, where the family knows other files, `{context}`. The order of the parts is chosen by
   * measuring: for Qwen2.5-Coder the suffix first was exactly right in 37 % of the lines, and last in 22 %.
   */
  readonly prompt: string;
  /** One other file in `{context}`, with `{path}` and `{text}`. */
  readonly file?: string;
  /** Every special token of the family: output is cut at any of them, and text of the user's that holds one is broken up. */
  readonly tokens: readonly string[];
  /** At most four of them, those that end an answer: what is sent as `stop`. */
  readonly stop: readonly string[];
}

const STARCODER: FimTemplate = {
  prompt: '{context}<fim_prefix>{before}<fim_suffix>{after}<fim_middle>',
  file: '<file_sep>{path}\n{text}\n',
  tokens: [
    '<fim_prefix>',
    '<fim_suffix>',
    '<fim_middle>',
    '<fim_pad>',
    '<file_sep>',
    '<repo_name>',
    '<reponame>',
    '<filename>',
    '<gh_stars>',
    '<|endoftext|>',
  ],
  stop: ['<|endoftext|>', '<fim_prefix>', '<file_sep>', '<fim_pad>'],
};

/** Families by name. The tokens were read in the model cards and in llama.cpp's vocabulary; those in `order` were measured by us. */
export const TEMPLATES = {
  qwen: {
    prompt: '{context}<|fim_prefix|><|fim_suffix|>{after}<|fim_middle|>{before}',
    file: '<|file_sep|>{path}\n{text}\n',
    tokens: [
      '<|fim_prefix|>',
      '<|fim_suffix|>',
      '<|fim_middle|>',
      '<|fim_pad|>',
      '<|repo_name|>',
      '<|file_sep|>',
      '<|endoftext|>',
      '<|im_start|>',
      '<|im_end|>',
    ],
    stop: ['<|endoftext|>', '<|fim_pad|>', '<|file_sep|>', '<|im_end|>'],
  },
  starcoder: STARCODER,
  granite: {
    ...STARCODER,
    file: '<filename>{path}\n{text}\n',
    stop: ['<|endoftext|>', '<fim_prefix>', '<filename>', '<fim_pad>'],
  },
  granite4: {
    prompt: '<|fim_prefix|>{before}<|fim_suffix|>{after}<|fim_middle|>',
    tokens: [
      '<|fim_prefix|>',
      '<|fim_suffix|>',
      '<|fim_middle|>',
      '<|fim_pad|>',
      '<|end_of_text|>',
      '<|start_of_role|>',
      '<|end_of_role|>',
    ],
    stop: ['<|end_of_text|>', '<|fim_pad|>', '<|fim_prefix|>', '<|start_of_role|>'],
  },
  codellama: {
    prompt: '<PRE> {before} <SUF>{after} <MID>',
    tokens: ['<PRE>', '<SUF>', '<MID>', '<EOT>', '</s>', '<s>'],
    stop: ['<EOT>', '<PRE>', '<MID>', '</s>'],
  },
  codegemma: {
    prompt: '{context}<|fim_prefix|>{before}<|fim_suffix|>{after}<|fim_middle|>',
    file: '{path}\n{text}<|file_separator|>',
    tokens: [
      '<|fim_prefix|>',
      '<|fim_suffix|>',
      '<|fim_middle|>',
      '<|file_separator|>',
      '<eos>',
      '<bos>',
      '<end_of_turn>',
      '<start_of_turn>',
    ],
    stop: ['<|file_separator|>', '<eos>', '<end_of_turn>', '<|fim_prefix|>'],
  },
  deepseek: {
    prompt: '<｜fim▁begin｜>{before}<｜fim▁hole｜>{after}<｜fim▁end｜>',
    tokens: [
      '<｜fim▁begin｜>',
      '<｜fim▁hole｜>',
      '<｜fim▁end｜>',
      '<｜end▁of▁sentence｜>',
      '<｜begin▁of▁sentence｜>',
      '<|EOT|>',
    ],
    stop: ['<｜end▁of▁sentence｜>', '<｜fim▁begin｜>', '<｜fim▁hole｜>', '<|EOT|>'],
  },
  codestral: {
    prompt: '{context}[SUFFIX]{after}[PREFIX]{before}',
    file: '+++++ {path}\n{text}\n',
    tokens: ['[PREFIX]', '[SUFFIX]', '[MIDDLE]', '[INST]', '[/INST]', '</s>', '<s>'],
    stop: ['</s>', '[PREFIX]', '[SUFFIX]', '\n+++++ '],
  },
  seed: {
    prompt: '<[fim-suffix]>{after}<[fim-prefix]>{before}<[fim-middle]>',
    tokens: [
      '<[fim-prefix]>',
      '<[fim-suffix]>',
      '<[fim-middle]>',
      '<[end▁of▁sentence]>',
      '<[begin▁of▁sentence]>',
    ],
    stop: ['<[end▁of▁sentence]>', '<[fim-prefix]>', '<[fim-suffix]>'],
  },
} as const satisfies Readonly<Record<string, FimTemplate>>;

export type TemplateName = keyof typeof TEMPLATES;

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number;
  readonly cached: number;
  readonly output: number;
}

/** What is known of a family of models. What a server says of itself, and what the doctor found out, wins over it. */
export interface ModelRow {
  readonly family: string;
  /** Matches the id in small letters, without folders, file ending and quantisation. The first row that matches counts. */
  readonly id: RegExp;
  /** Tokens of prompt and answer together. */
  readonly window: number;
  /** Most tokens of an answer. */
  readonly output: number;
  /** How it fills holes, if it does: with the tokens of a template, or by the completions protocol's `suffix` alone. */
  readonly fim?: TemplateName | 'suffix' | 'prefix-only';
  readonly chat: boolean;
  readonly reasoning?: 'always' | 'on request';
  /** Its own vendor serves it by the Responses API, with a summary of its thoughts. */
  readonly responses?: boolean;
  /** Parameters that it refuses or ignores. */
  readonly refuses?: readonly string[];
  /** The name of the limit in its chat protocol, where it is not `max_tokens`. */
  readonly limit?: 'max_completion_tokens';
  /** It takes no system message: instructions go into the first user message. */
  readonly noSystem?: boolean;
  readonly price?: Price;
  /** The day it was or will be retired by its own vendor, and what its vendor names instead. */
  readonly retired?: { readonly on: string; readonly successor: string };
}

const GPT5_REFUSES = [
  'temperature',
  'top_p',
  'stop',
  'logprobs',
  'presence_penalty',
  'frequency_penalty',
  'prediction',
];

/** One row a family, the narrower name before the wider one. A new model is a new row. */
export const MODELS: readonly ModelRow[] = [
  {
    family: 'Codex cushman',
    id: /^code-cushman-001/,
    window: 2048,
    output: 1024,
    fim: 'prefix-only',
    chat: false,
    retired: { on: '2023-03-23', successor: 'codestral-latest' },
  },
  {
    family: 'Codex davinci',
    id: /^code-davinci-00[12]/,
    window: 8001,
    output: 4000,
    fim: 'suffix',
    chat: false,
    retired: { on: '2023-03-23', successor: 'codestral-latest' },
  },
  {
    family: 'GPT-3.5 instruct',
    id: /^gpt-3\.5-turbo-instruct/,
    window: 4096,
    output: 2048,
    fim: 'suffix',
    chat: false,
    price: { input: 1.5, cached: 1.5, output: 2 },
  },
  {
    family: 'GPT-4.1 mini',
    id: /^gpt-4\.1-mini/,
    window: 1_047_576,
    output: 32_768,
    chat: true,
    price: { input: 0.4, cached: 0.1, output: 1.6 },
    retired: { on: '2027-01-14', successor: 'gpt-6-luna' },
  },
  {
    family: 'GPT-4.1 nano',
    id: /^gpt-4\.1-nano/,
    window: 1_047_576,
    output: 32_768,
    chat: true,
    price: { input: 0.1, cached: 0.025, output: 0.4 },
    retired: { on: '2026-10-23', successor: 'gpt-6-luna' },
  },
  {
    family: 'GPT-4.1',
    id: /^gpt-4\.1/,
    window: 1_047_576,
    output: 32_768,
    chat: true,
    price: { input: 2, cached: 0.5, output: 8 },
    retired: { on: '2027-01-14', successor: 'gpt-6-luna' },
  },
  {
    family: 'GPT-5 chat',
    id: /^gpt-5-chat/,
    window: 128_000,
    output: 16_384,
    chat: true,
    limit: 'max_completion_tokens',
  },
  {
    family: 'GPT-5 mini',
    id: /^gpt-5-mini/,
    window: 400_000,
    output: 128_000,
    chat: true,
    reasoning: 'always',
    responses: true,
    refuses: GPT5_REFUSES,
    limit: 'max_completion_tokens',
    price: { input: 0.25, cached: 0.025, output: 2 },
    retired: { on: '2026-12-11', successor: 'gpt-5.6-luna' },
  },
  {
    family: 'GPT-5 nano',
    id: /^gpt-5-nano/,
    window: 400_000,
    output: 128_000,
    chat: true,
    reasoning: 'always',
    responses: true,
    refuses: GPT5_REFUSES,
    limit: 'max_completion_tokens',
    price: { input: 0.05, cached: 0.005, output: 0.4 },
    retired: { on: '2026-12-11', successor: 'gpt-5.6-luna' },
  },
  {
    family: 'GPT-5',
    id: /^gpt-5/,
    window: 400_000,
    output: 128_000,
    chat: true,
    reasoning: 'always',
    responses: true,
    refuses: GPT5_REFUSES,
    limit: 'max_completion_tokens',
    price: { input: 1.25, cached: 0.125, output: 10 },
    retired: { on: '2026-12-11', successor: 'gpt-5.6-terra' },
  },
  {
    family: 'Claude Sonnet 4.5',
    id: /^claude-sonnet-4-5/,
    window: 200_000,
    output: 64_000,
    chat: true,
    reasoning: 'on request',
    refuses: ['top_p'],
    price: { input: 3, cached: 0.3, output: 15 },
    retired: { on: '2026-11-30', successor: 'claude-sonnet-5' },
  },
  {
    family: 'Claude Haiku 4.5',
    id: /^claude-haiku-4-5/,
    window: 200_000,
    output: 64_000,
    chat: true,
    reasoning: 'on request',
    refuses: ['top_p'],
    price: { input: 1, cached: 0.1, output: 5 },
  },
  {
    family: 'Claude Sonnet 4',
    id: /^claude-sonnet-4/,
    window: 200_000,
    output: 64_000,
    chat: true,
    reasoning: 'on request',
    price: { input: 3, cached: 0.3, output: 15 },
    retired: { on: '2026-06-15', successor: 'claude-sonnet-5' },
  },
  {
    family: 'Claude',
    id: /^claude-/,
    window: 200_000,
    output: 32_000,
    chat: true,
    reasoning: 'on request',
    refuses: ['temperature', 'top_p'],
  },
  {
    family: 'DeepSeek R1',
    id: /deepseek-r1|r1-distill|^deepseek-reasoner/,
    window: 128_000,
    output: 32_000,
    chat: true,
    reasoning: 'always',
    noSystem: true,
    refuses: ['logprobs'],
  },
  {
    family: 'DeepSeek Coder',
    id: /deepseek-coder/,
    window: 16_384,
    output: 4096,
    fim: 'deepseek',
    chat: true,
  },
  {
    family: 'DeepSeek',
    id: /^deepseek-(flash|v4|chat)/,
    window: 1_000_000,
    output: 384_000,
    fim: 'suffix',
    chat: true,
    reasoning: 'on request',
    price: { input: 0.14, cached: 0.0028, output: 0.28 },
  },
  {
    family: 'Kimi K2',
    id: /^kimi-k2/,
    window: 131_072,
    output: 16_384,
    chat: true,
    price: { input: 0.6, cached: 0.15, output: 2.5 },
    retired: { on: '2026-08-31', successor: 'kimi-k2.7-code' },
  },
  {
    family: 'Codestral (hosted)',
    id: /^codestral-(latest|\d{4})/,
    window: 256_000,
    output: 4096,
    fim: 'suffix',
    chat: true,
    price: { input: 0.3, cached: 0.03, output: 0.9 },
  },
  {
    family: 'Codestral',
    id: /codestral/,
    window: 32_768,
    output: 4096,
    fim: 'codestral',
    chat: true,
  },
  {
    family: 'CodeQwen 1.5',
    id: /codeqwen/,
    window: 65_536,
    output: 4096,
    fim: 'starcoder',
    chat: false,
  },
  {
    family: 'Qwen Coder',
    id: /qwen\d*(\.\d+)?-?coder/,
    window: 32_768,
    output: 8192,
    fim: 'qwen',
    chat: true,
  },
  {
    family: 'Granite 3.3 and 4',
    id: /granite-?(3\.3|4)/,
    window: 131_072,
    output: 8192,
    fim: 'granite4',
    chat: true,
  },
  {
    family: 'Granite 20B Code 8K',
    id: /granite.*20b/,
    window: 8192,
    output: 4096,
    fim: 'granite',
    chat: true,
  },
  {
    family: 'Granite Code',
    id: /granite/,
    window: 131_072,
    output: 8192,
    fim: 'granite',
    chat: true,
  },
  {
    family: 'StarCoder',
    id: /starcoder|stable-?code|santacoder/,
    window: 16_384,
    output: 4096,
    fim: 'starcoder',
    chat: false,
  },
  {
    family: 'CodeLlama',
    id: /codellama(?!.*(python|34b|70b))/,
    window: 16_384,
    output: 4096,
    fim: 'codellama',
    chat: true,
  },
  {
    family: 'CodeGemma',
    id: /codegemma(?!.*-it)/,
    window: 8192,
    output: 2048,
    fim: 'codegemma',
    chat: false,
  },
  { family: 'Seed Coder', id: /seed-coder/, window: 32_768, output: 4096, fim: 'seed', chat: true },
];

/** The model's id as people read it: `/models/Qwen2.5-Coder-7B.gguf` → `Qwen2.5-Coder-7B`. */
export function shortName(id: string): string {
  return (id.split(/[\\/]/).at(-1) ?? id).replace(/\.gguf$/i, '');
}

/** The model's id as the table knows it: `C:\models\Qwen2.5-Coder-7B-Q4_K_M.gguf` → `qwen2.5-coder-7b`. */
export function plainId(id: string): string {
  return shortName(id)
    .toLowerCase()
    .replace(/[-._](i?q\d[\w]*|f16|bf16|fp8|awq|gptq|gguf)$/g, '')
    .replaceAll(':', '-');
}

/** The first row that matches; `undefined` for a model that nobody told us of: then nothing is guessed. */
export function rowOf(id: string): ModelRow | undefined {
  const plain = plainId(id);
  return MODELS.find(row => row.id.test(plain));
}
