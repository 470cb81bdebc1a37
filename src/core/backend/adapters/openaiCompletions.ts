import { isRecord, type Said, textOf, usageOf } from '../answer.ts';
import type { Backend, FimQuestion } from '../backend.ts';
import { fimPrompt } from '../fim.ts';
import { RefusedParameters } from '../parameters.ts';
import { type FimTemplate, type ModelRow, TEMPLATES } from '../tables/models.ts';
import { answerTo, openaiClient } from './openaiClient.ts';
import { fillsHoles, type Wire } from './wire.ts';

type Fim = NonNullable<ModelRow['fim']>;

/**
 * Fills holes by the old completions protocol, `POST {base}/completions`: with the family's own template in the prompt, or with `suffix`
 * where the server owns the template.
 */
export function openaiCompletions(
  wire: Wire,
  row: { readonly fim: Fim; readonly refuses?: readonly string[] },
): Backend {
  const refused = new RefusedParameters(row.refuses, wire.learned);
  return fillsHoles(wire, readCompletion, async (question, signal) => {
    const client = await openaiClient(wire);
    const body = { model: wire.model, ...bodyFor(question, row.fim), stream: true as const };
    return refused.ask(body, sent =>
      answerTo(client.completions.create(sent, { signal }), wire.endpoint, signal),
    );
  });
}

function bodyFor(question: FimQuestion, fim: Fim) {
  const common = {
    max_tokens: question.mostTokens,
    temperature: question.temperature ?? 0,
    stream_options: { include_usage: true },
  };
  if (fim === 'prefix-only') return { ...common, prompt: question.before };
  if (fim === 'suffix') return { ...common, prompt: question.before, suffix: question.after };
  const template: FimTemplate = TEMPLATES[fim];
  return { ...common, prompt: fimPrompt(question, template), stop: [...template.stop] };
}

/** `choices[0].text`; the chunk with the usage has no choices. */
function readCompletion(value: Record<string, unknown>): Said | undefined {
  const { choices } = value;
  const usage = usageOf(value.usage);
  if (!Array.isArray(choices)) return usage && { usage };
  const [choice] = choices;
  if (choice === undefined) return { usage };
  if (!isRecord(choice)) return undefined;
  return { text: textOf(choice.text), usage, finish: textOf(choice.finish_reason) };
}
