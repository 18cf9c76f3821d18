import { recomputeScores } from '#lib/challenges/server/recompute-scores';
import { mapLimited } from '#lib/core/map-limited';
import type { Person } from '#lib/identity/person';
import { imageKey, thumbKey } from '#lib/images/image-keys';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { decideUnit } from '#lib/labelling/server/decide-unit';
import { removeGold } from '#lib/labelling/server/make-gold';
import { removeExportFiles } from './remove-export-files.ts';

const BATCH = 500;
const AT_ONCE = 16;

/**
 * Does what is left of a takedown: bytes, thumbnails and exports with them go from storage, nobody is asked about its images any more, and the
 * scores of challenges that held one out are computed again without it. Each step may be repeated: one that is killed is done
 * again from the start.
 */
export async function finishTakedown(takedownId: number): Promise<void> {
  const takedown = await db().takedown.findUnique({ where: { id: takedownId }, include: { by: true } });
  if (!takedown || takedown.doneAt) return;
  const { by, reason } = takedown;
  for (let after = 0; ; ) {
    const images = await db().image.findMany({
      where: { takedownId, id: { gt: after } },
      orderBy: { id: 'asc' },
      take: BATCH,
      select: { id: true, sha256: true },
    });
    const last = images.at(-1);
    if (!last) break;
    await mapLimited(images, AT_ONCE, ({ sha256 }) => removeBytes(sha256));
    // Whoever took it down might, whatever they are by now.
    await closeUnits({ id: by.id, name: by.name, email: by.email, roles: ['organiser'] }, images, reason);
    after = last.id;
  }
  const exports = await db().export.findMany({
    where: { state: 'cancelled', version: { images: { some: { image: { takedownId } } } } },
    select: { id: true },
  });
  for (const { id } of exports) await removeExportFiles(id);
  const challenges = await db().challenge.findMany({
    where: { version: { images: { some: { split: 'test', image: { takedownId } } } } },
    select: { slug: true },
  });
  for (const { slug } of challenges) await recomputeScores(slug);
  await db().takedown.update({ where: { id: takedownId }, data: { doneAt: new Date() } });
}

async function removeBytes(sha256: string): Promise<void> {
  for (const key of [imageKey(sha256), thumbKey(sha256)]) await storage().remove(key);
}

/** Settles what is still asked about images, so that nobody is given them; what is settled stays, and counts for no dataset. */
async function closeUnits(by: Person, images: readonly { id: number }[], reason: string): Promise<void> {
  const units = await db().unit.findMany({
    where: { imageId: { in: images.map(({ id }) => id) }, OR: [{ state: { not: 'settled' } }, { gold: {} }] },
    select: { id: true, synsetId: true, gold: { select: { unitId: true } } },
  });
  for (const { id: unitId, synsetId, gold } of units) {
    if (gold) await removeGold(by, { unitId });
    const answer = synsetId === null ? 'broken' : 'no';
    await decideUnit(by, { unitId, answer, note: `Taken down: ${reason}`.slice(0, 1000) });
  }
}
