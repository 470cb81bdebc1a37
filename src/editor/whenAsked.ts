/** The methods of a part as they are before it is there: each waits for it. */
export type WhenAsked<T> = {
  readonly [K in keyof T]: T[K] extends (...given: infer Given) => infer Answer
    ? (...given: Given) => Promise<Awaited<Answer>>
    : never;
};

/**
 * A part that is loaded and made when it is first asked for something, so that starting costs nothing of it.
 *
 *     asking.explain()      ⇒      import, new Commands(…), explain()
 *
 * What can't be loaded is tried again at the next question.
 */
export function whenAsked<T extends object>(make: () => Promise<T>): WhenAsked<T> {
  let made: Promise<T> | undefined;
  const part = (): Promise<T> => {
    made ??= make().catch(error => {
      made = undefined;
      throw error;
    });
    return made;
  };
  const ask =
    (method: string | symbol) =>
    async (...given: unknown[]): Promise<unknown> => {
      const there = await part();
      const run = (there as Record<typeof method, (...given: unknown[]) => unknown>)[method];
      return run?.apply(there, given);
    };
  return new Proxy({} as WhenAsked<T>, { get: (_, method) => ask(method) });
}
