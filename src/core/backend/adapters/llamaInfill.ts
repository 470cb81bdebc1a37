import { isRecord, numberOf, type Said, textOf } from '../answer.ts';
import type { Backend } from '../backend.ts';
import { fillsHoles, post, type Wire, withoutVersion } from './wire.ts';

/** Fills holes by llama.cpp's `POST /infill`: the server takes the special tokens from the model's own file, so no table must know the model. */
export function llamaInfill(wire: Wire): Backend {
  return fillsHoles(
    wire,
    readInfill,
    ({ before, after, context, mostTokens, temperature = 0 }, signal) => {
      const body = {
        model: wire.model,
        input_prefix: before,
        input_suffix: after,
        // the server drops the first of them where not all fit
        input_extra: context.map(({ path, text }) => ({ filename: path, text })),
        n_predict: mostTokens,
        t_max_predict_ms: wire.limits.total,
        temperature,
        cache_prompt: true,
        stream: true,
      };
      return post(withoutVersion(wire), '/infill', body, signal);
    },
  );
}

/** llama.cpp's own events; the last has `stop` and the counts. */
function readInfill(value: Record<string, unknown>): Said | undefined {
  if (typeof value.content !== 'string') return undefined;
  if (value.stop !== true) return { text: value.content };
  const timings = isRecord(value.timings) ? value.timings : {};
  const fresh = numberOf(timings.prompt_n);
  const cached = numberOf(timings.cache_n);
  return {
    text: value.content,
    usage: {
      prompt: fresh === undefined ? numberOf(value.tokens_evaluated) : fresh + (cached ?? 0),
      cached,
      generated: numberOf(timings.predicted_n) ?? numberOf(value.tokens_predicted),
    },
    finish: textOf(value.stop_type) ?? 'stop',
  };
}
