/** The same text cut into chunks of 1, 2, 3, … characters, and in one piece. */
export function* everyChunking(text: string): Generator<string[]> {
  for (const size of [1, 2, 3, 5, 8, Math.max(1, text.length)]) {
    const chunks: string[] = [];
    for (let at = 0; at < text.length; at += size) chunks.push(text.slice(at, at + size));
    yield chunks;
  }
}

export async function read(stream: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of stream) text += piece;
  return text;
}
