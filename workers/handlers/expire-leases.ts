import { expireLeases } from '#lib/labelling/server/expire-leases';

/** Gives the units of leases that are over back to everybody. */
export async function handle(): Promise<void> {
  await expireLeases();
}
