/** How often each size was seen: the bucket's number, and how many fell into it. Two are added up bucket by bucket. */
export type Histogram = Readonly<Record<number, number>>;

/** Each bucket is so many times as wide as the one before: a figure read from it is right to within 5 %. */
const GROWTH = 1.1;

/** The bucket of a time. @param milliseconds less than 1 counts as 1. */
export function bucketOf(milliseconds: number): number {
  return Math.round(Math.log(Math.max(1, milliseconds)) / Math.log(GROWTH));
}

export function countIn(histogram: Histogram): number {
  return Object.values(histogram).reduce((sum, count) => sum + count, 0);
}

export function together(one: Histogram, other: Histogram): Histogram {
  const sum: Record<number, number> = { ...one };
  for (const [bucket, count] of Object.entries(other)) {
    sum[Number(bucket)] = (sum[Number(bucket)] ?? 0) + count;
  }
  return sum;
}

/**
 * The time that so large a share of all times does not exceed, milliseconds, by nearest rank; right to within 5 %. `undefined` where too few were seen for
 * it to mean anything: the highest of 19 is no 95th percentile.
 *
 * @param share 0…1, not 1.
 */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const count = countIn(histogram);
  if (count * (1 - share) < 1) return undefined;
  let rank = Math.ceil(count * share - 1e-9);
  for (const bucket of Object.keys(histogram)
    .map(Number)
    .sort((a, b) => a - b)) {
    rank -= histogram[bucket] ?? 0;
    if (rank <= 0) return GROWTH ** bucket;
  }
  return undefined;
}
