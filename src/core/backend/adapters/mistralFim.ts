import type { Backend } from '../backend.ts';
import { readChat } from './openaiChat.ts';
import { fillsHoles, post, type Wire } from './wire.ts';

/** Fills holes by Mistral's `POST {base}/fim/completions`: the server owns the template, and answers in the shape of a chat. */
export function mistralFim(wire: Wire): Backend {
  return fillsHoles(wire, readChat, ({ before, after, mostTokens, temperature = 0 }, signal) => {
    const body = {
      model: wire.model,
      prompt: before,
      suffix: after,
      max_tokens: mostTokens,
      temperature,
      stream: true,
    };
    return post(wire, '/fim/completions', body, signal);
  });
}
