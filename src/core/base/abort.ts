/** A signal ended what was under way: nobody wants it any more, and nothing is wrong. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
