import { pingDb } from '#lib/infra/db/client';

export const dynamic = 'force-dynamic';

/** Readiness: the database answers too. */
export async function GET(): Promise<Response> {
  const ready = await pingDb().catch(() => false);
  return new Response(ready ? 'ready\n' : 'the database does not answer\n', {
    status: ready ? 200 : 503,
    headers: { 'cache-control': 'no-store' },
  });
}
