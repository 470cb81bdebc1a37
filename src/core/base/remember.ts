/** The same function, which does not work out again what it was asked for last. Its arguments are values. */
export function remember<A extends readonly unknown[], R>(
  answer: (...args: A) => R,
): (...args: A) => R {
  let last: { readonly args: A; readonly result: R } | undefined;
  return (...args) => {
    if (last === undefined || args.some((arg, k) => arg !== last?.args[k])) {
      last = { args, result: answer(...args) };
    }
    return last.result;
  };
}
