/** A run of turns in the seeded order of a split: from, up to but not including `to`. */
export interface Turns {
  from: number;
  to: number;
}

/**
 * Shares `count` images out among at most `shards` jobs. Every job but the last takes whole batches, so that the same
 * images stand in the same batches whatever the number of jobs, and the digits are the same.
 */
export function planShards(count: number, batch: number, shards: number): Turns[] {
  const batches = Math.ceil(count / batch);
  const jobs = Math.max(1, Math.min(shards, batches));
  return Array.from({ length: jobs }, (_, job) => ({
    from: Math.floor((batches * job) / jobs) * batch,
    to: Math.min(count, Math.floor((batches * (job + 1)) / jobs) * batch),
  })).filter(({ from, to }) => from < to);
}
