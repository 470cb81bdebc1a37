/**
 * The `most` of `items` with the highest scores, best first; among equals, those that come first. One pass, since there may be a million.
 */
export function best(
  items: Iterable<number>,
  scores: { readonly [item: number]: number },
  most: number,
): number[] {
  const chosen: number[] = [];
  for (const item of items) {
    const score = scores[item] as number;
    let at = chosen.length;
    if (at === most && score <= (scores[chosen[at - 1] as number] as number)) continue;
    while (at > 0 && score > (scores[chosen[at - 1] as number] as number)) at--;
    chosen.splice(at, 0, item);
    if (chosen.length > most) chosen.pop();
  }
  return chosen;
}
