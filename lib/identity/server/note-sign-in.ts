import { createHmac } from 'node:crypto';
import { isPublicAddress } from '#lib/images/intake/public-address';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';

/**
 * Notes from which network address a person signed in, as HMAC-SHA256 by the installation's secret: enough to see that two
 * accounts came from one address, not from which. Only addresses of the open internet are noted.
 */
export async function noteSignIn(userId: string, address: string | null): Promise<void> {
  const { NEXTAUTH_SECRET } = config();
  // Behind a proxy that does not say whose request it is all would come from one.
  if (!address || !NEXTAUTH_SECRET || !isPublicAddress(address)) return;
  const addressHash = createHmac('sha256', NEXTAUTH_SECRET).update(`sign-in/${address}`).digest('hex');
  await db().signInAddress.upsert({
    where: { userId_addressHash: { userId, addressHash } },
    create: { userId, addressHash },
    update: { lastAt: new Date() },
  });
}
