import { deliverNotices, findDueNotices } from '#lib/challenges/server/deliver-notices';

export async function handle(): Promise<void> {
  await findDueNotices();
  await deliverNotices();
}
