import { createWriteStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expect, test } from 'vitest';
import { seededRandom } from '#lib/core/random';
import { db } from '#lib/infra/db/client';
import { exportVotes } from '#lib/labelling/server/export-votes';
import { recordVotes } from '#lib/labelling/server/record-votes';
import { dog, makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { runCommand } from '../testing/run-command.ts';

test("a campaign's exported votes give its labels", async () => {
  const organiser = await makePerson('organiser');
  const campaign = await makeVerifyCampaign(organiser, await makeDataset(organiser, 50), { [dog]: 50 });
  const units = await db().unit.findMany({ where: { campaign: { slug: campaign } } });
  const random = seededRandom('exported');
  const people = await makePeople(3, 'labeler');
  const votes = units.flatMap(({ id }) =>
    people.map((person) => ({
      unitId: id,
      userId: person.id,
      answer: random.next() < 0.7 ? 'yes' : 'no',
      milliseconds: 900,
    })),
  );
  await recordVotes(organiser, { campaign, votes });

  const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-exported-'));
  try {
    const [file, out] = [path.join(folder, 'votes.csv'), path.join(folder, 'labels.csv')];
    const input = { campaign, workers: 'pseudonyms', withdrawn: 'leave-out', compress: 'none' } as const;
    const { stream } = await exportVotes(organiser, input);
    await pipeline(stream, createWriteStream(file));
    const { code, errors } = await runCommand('aggregate', file, '--method', 'majority', '--out', out);
    expect({ code, errors: errors.match(/error.*/) }).toEqual({ code: 0, errors: null });
    const labels = (await readFile(out, 'utf8')).trim().split('\n').slice(1);
    const settled = await db().unit.findMany({ where: { campaign: { slug: campaign }, state: 'settled' } });
    expect(settled).toHaveLength(50);
    expect(new Map(labels.map((line) => line.split(',').slice(0, 2) as [string, string]))).toEqual(
      new Map(settled.map(({ id, answer }) => [String(id), answer])),
    );
  } finally {
    await rm(folder, { recursive: true });
  }
});
