import sharp from 'sharp';
import { afterEach, expect, test, vi } from 'vitest';
import { db } from '#lib/infra/db/client';
import { openChallenge } from '#lib/testing/challenge';
import { makeHeldOutVersion } from '#lib/testing/frozen-version';
import { makePerson } from '#lib/testing/people';
import { getChallenge } from './get-challenge.ts';
import { publishChallenge } from './publish-challenge.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('results are published from the close on, once, by organisers', async () => {
  const organiser = await makePerson('organiser');
  const background = { r: 9, g: 9, b: 9 };
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background } })
    .png()
    .toBuffer();
  const version = await makeHeldOutVersion(organiser, 'grey', [{ bytes, synsetId: 'n02084071' }]);
  await openChallenge(organiser, 'colours', version);
  const { closesAt } = await db().challenge.findUniqueOrThrow({ where: { slug: 'colours' } });

  await expect(publishChallenge(await makePerson('researcher'), 'colours')).rejects.toMatchObject({
    code: 'role-needed',
  });
  await expect(publishChallenge(organiser, 'nowhere')).rejects.toMatchObject({ code: 'no-such-challenge' });

  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(closesAt.getTime() - 1);
  await expect(publishChallenge(organiser, 'colours')).rejects.toMatchObject({
    code: 'challenge-not-closed',
    details: { closesAt: closesAt.toISOString() },
  });
  expect(await getChallenge('colours')).toMatchObject({ phase: 'open', publishedAt: null });

  vi.setSystemTime(closesAt);
  const published = { slug: 'colours', publishedAt: closesAt };
  expect(await publishChallenge(organiser, 'colours')).toEqual(published);
  expect(await getChallenge('colours')).toMatchObject({ phase: 'published', publishedAt: closesAt });
  vi.setSystemTime(closesAt.getTime() + 1000);
  expect(await publishChallenge(organiser, 'colours')).toEqual(published);
});
