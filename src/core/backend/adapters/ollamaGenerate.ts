import { numberOf, type Said, textOf } from '../answer.ts';
import type { Backend, FimQuestion } from '../backend.ts';
import { fimPrompt } from '../fim.ts';
import type { FimTemplate } from '../tables/models.ts';
import { fillsHoles, post, type Wire, withoutVersion } from './wire.ts';

/** The same for every use of a model: another window would load it anew. */
const WINDOW = 8192;
const KEEP_ALIVE = '30m';

/**
 * Fills holes by Ollama's own `POST /api/generate`: with our template and `raw` where the table knows the model, else with `suffix`, which works
 * for models whose own template has a place for it.
 */
export function ollamaGenerate(wire: Wire, template: FimTemplate | undefined): Backend {
  return fillsHoles(wire, readGenerate, (question, signal) => {
    const body = bodyFor(question, wire.model, template);
    return post(withoutVersion(wire), '/api/generate', body, signal);
  });
}

function bodyFor(question: FimQuestion, model: string, template: FimTemplate | undefined): object {
  const options = {
    num_ctx: WINDOW,
    num_predict: question.mostTokens,
    temperature: question.temperature ?? 0,
  };
  const common = { model, stream: true, think: false, keep_alive: KEEP_ALIVE };
  if (template !== undefined) {
    const prompt = fimPrompt(question, template);
    return { ...common, prompt, raw: true, options: { ...options, stop: template.stop } };
  }
  // an empty side would change the meaning: no prompt only loads the model, no suffix makes it a chat
  const prompt = question.before === '' ? '\n' : question.before;
  const suffix = question.after === '' ? '\n' : question.after;
  return { ...common, prompt, suffix, options };
}

/** One JSON object a line; the last has `done`, the reason and the counts. */
function readGenerate(value: Record<string, unknown>): Said | undefined {
  if (typeof value.response !== 'string' && value.done !== true) return undefined;
  const reason = textOf(value.done_reason) ?? 'stop';
  return {
    text: textOf(value.response),
    reasoning: textOf(value.thinking),
    ...(value.done === true
      ? {
          usage: {
            prompt: numberOf(value.prompt_eval_count),
            generated: numberOf(value.eval_count),
          },
          finish: reason === 'load' || reason === 'unload' ? 'error' : reason,
        }
      : {}),
  };
}
