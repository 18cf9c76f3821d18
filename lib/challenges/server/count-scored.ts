import { db } from '#lib/infra/db/client';

/** Models scored in all challenges. For everybody. */
export function countScored(): Promise<number> {
  return db().submission.count({ where: { state: 'scored' } });
}
