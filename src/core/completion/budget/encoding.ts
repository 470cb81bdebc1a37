/** An encoding of tiktoken. */
export type Encoding = 'cl100k_base' | 'o200k_base';

/** Models whose tokens are those of `o200k_base`. */
const O200K = /^(gpt-4o|gpt-4\.1|gpt-4\.5|gpt-5|chatgpt-4o|o[134]|gpt-oss|codex-mini)/;

/**
 * The encoding of a model's tokens where it is known, else the nearest. Qwen's vocabulary was made from `cl100k_base`; for other open models
 * it is nearer than a ratio for all languages.
 *
 * @param model its plain id: `gpt-4o-mini`, `qwen2.5-coder-7b`.
 */
export function encodingOf(model: string): Encoding {
  return O200K.test(model) ? 'o200k_base' : 'cl100k_base';
}
