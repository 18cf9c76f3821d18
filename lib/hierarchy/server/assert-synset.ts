import { db } from '#lib/infra/db/client';
import { unknownSynset } from '../unknown-synset.ts';

/** Throws an AppError `unknown-synset` where there is no noun of this id. */
export async function assertSynset(id: string): Promise<void> {
  if (!(await db().synset.findUnique({ where: { id }, select: { id: true } }))) throw unknownSynset(id);
}
