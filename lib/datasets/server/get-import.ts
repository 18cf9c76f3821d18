import { assertRole, type Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import type { Import } from '#lib/infra/db/generated/client';
import type { ImportDetails, ImportNounView } from '../import-views.ts';
import { findImport } from './find-import.ts';
import { toImportSummary } from './import-summary.ts';
import { suggestNouns } from './suggest-nouns.ts';

const WAITING_SHOWN = 20;
const NOUNS_SHOWN = 100;

/** An import with its counts, and the names that wait for a noun with what they may mean. For organisers. */
export async function getImport(
  person: Person | null,
  { slug, id }: { slug: string; id: string },
): Promise<ImportDetails> {
  assertRole(person, 'organiser');
  return describeImport(await findImport(slug, id));
}

/** The same of a row, for whoever may see it. */
export async function describeImport(row: Import & { dataset: { slug: string } }): Promise<ImportDetails> {
  const { id } = row;
  const nouns = (state: { not: 'waiting' } | 'waiting', take: number) =>
    db().importNoun.findMany({
      where: { importId: id, state },
      orderBy: [{ images: 'desc' }, { name: 'asc' }],
      take,
      include: { synset: true },
    });
  // A cancelled import asks for nothing any more.
  const asks = row.state !== 'cancelled' && row.state !== 'failed';
  const [named, waiting, waitingCount] = await Promise.all([
    nouns({ not: 'waiting' }, NOUNS_SHOWN),
    asks ? nouns('waiting', WAITING_SHOWN) : [],
    asks ? db().importNoun.count({ where: { importId: id, state: 'waiting' } }) : 0,
  ]);
  return {
    ...toImportSummary(row),
    refusedByCode: row.refusedByCode as Record<string, number>,
    nouns: named.map(toView),
    waiting: await Promise.all(
      waiting.map(async (noun) => ({ ...toView(noun), suggestions: await suggestNouns(noun.name) })),
    ),
    waitingCount,
  };
}

function toView(row: {
  name: string;
  state: ImportNounView['state'];
  images: number;
  synset: { id: string; words: string[] } | null;
}): ImportNounView {
  const { name, state, images, synset } = row;
  return { name, state, images, noun: synset && { id: synset.id, word: synset.words[0] ?? synset.id } };
}
