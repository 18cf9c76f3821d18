import { beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '#lib/identity/person';
import { db } from '#lib/infra/db/client';
import { makeVerifyCampaign } from '#lib/testing/campaigns';
import { makeDataset, type TestDataset } from '#lib/testing/images';
import { makePeople, makePerson } from '#lib/testing/people';
import { madeSha256, makeVersion } from '#lib/testing/public-version';
import { createCampaignSchema } from '../campaign.ts';
import { castVotes } from './cast-votes.ts';
import { claimTrial } from './claim-trial.ts';
import { countVotes } from './count-votes.ts';
import { createCampaign } from './create-campaign.ts';
import { findClassifyNouns } from './find-classify-nouns.ts';
import { findSimulatedCampaigns } from './find-simulated-campaigns.ts';
import { getCampaign } from './get-campaign.ts';
import { getClassifyTree } from './get-classify-tree.ts';
import { leaseUnits } from './lease-units.ts';
import { listCampaignSources } from './list-campaign-sources.ts';
import { listCampaigns } from './list-campaigns.ts';
import { myLabelling } from './my-labelling.ts';
import { openTrial } from './open-trial.ts';
import { recordVotes } from './record-votes.ts';
import { takeUpWork } from './take-up-work.ts';

const dog = 'n02084071';
const wolf = 'n02114100';
const cat = 'n02121620';
const crab = 'n01976957';
const animal = 'n00015388';
const guitar = 'n03467517';

let organiser: Person;
let labeler: Person;
let dataset: TestDataset;

beforeAll(async () => {
  organiser = await makePerson('organiser');
  labeler = await makePerson('labeler');
  dataset = await makeDataset(organiser, 40);
  const nouns = [dog, wolf, cat, crab];
  await db().datasetCandidate.createMany({
    data: dataset.images.map(({ id }, index) => ({
      datasetId: dataset.id,
      imageId: id,
      synsetId: nouns[index % 4] as string,
    })),
  });
});

const create = (campaign: Record<string, unknown>) =>
  createCampaign(organiser, { dataset: dataset.slug, ...createCampaignSchema.parse(campaign) });

describe('creating', () => {
  test('makes a unit of each candidate, of the nouns and images that are named', async () => {
    expect(await create({ kind: 'verify', slug: 'all', title: 'All' })).toEqual({ slug: 'all', units: 40 });
    expect(await create({ kind: 'verify', slug: 'cats', title: 'Cats', synsets: [cat] })).toEqual({
      slug: 'cats',
      units: 10,
    });
    const images = dataset.images.slice(0, 6).map(({ sha256 }) => sha256);
    expect(await create({ kind: 'verify', slug: 'six', title: 'Six', images })).toMatchObject({ units: 6 });
    expect(
      await create({ kind: 'classify', slug: 'which', title: 'Which', rootSynsets: [animal] }),
    ).toMatchObject({
      units: 40,
    });
  });

  test('says nothing of an image by the order of the units', async () => {
    const units = await db().unit.findMany({
      where: { campaign: { slug: 'which' } },
      orderBy: { id: 'asc' },
      select: { imageId: true },
    });
    const order = units.map(({ imageId }) => imageId);
    expect(order).not.toEqual([...order].sort((a, b) => a - b));
  });

  test('refuses what it cannot make', async () => {
    const code = (expected: string) => expect.objectContaining({ code: expected });
    const verify = { kind: 'verify', slug: 'new', title: 'New' };
    await expect(create({ ...verify, slug: 'all' })).rejects.toEqual(code('slug-taken'));
    await expect(create({ ...verify, synsets: [guitar] })).rejects.toEqual(code('nothing-to-ask'));
    await expect(create({ ...verify, synsets: ['n99999999'] })).rejects.toEqual(code('no-such-synset'));
    await expect(create({ ...verify, images: ['a'.repeat(64)] })).rejects.toEqual(
      code('image-not-in-dataset'),
    );
    const other = await makeDataset(organiser, 1);
    const candidates = [{ image: other.images[0]?.sha256, synset: dog }];
    await expect(create({ ...verify, candidates })).rejects.toEqual(code('image-not-in-dataset'));
    await expect(
      createCampaign(labeler, { dataset: dataset.slug, ...createCampaignSchema.parse(verify) }),
    ).rejects.toEqual(code('role-needed'));
    await expect(
      createCampaign(organiser, { dataset: 'nowhere', ...createCampaignSchema.parse(verify) }),
    ).rejects.toEqual(code('no-such-dataset'));
    expect(createCampaignSchema.safeParse({ ...verify, slug: 'mine' }).success).toBe(false);
    expect(await db().campaign.count({ where: { slug: 'new' } })).toBe(0);
  });
});

describe('reading', () => {
  test('shows progress to everybody and progress by noun to organisers', async () => {
    await create({ kind: 'verify', slug: 'seen', title: 'Seen', votesPerUnit: 1, synsets: [cat, dog] });
    const page = await leaseUnits(labeler, { campaign: 'seen', count: 4 });
    const votes = (page?.units ?? []).map(({ id }) => ({ unitId: id, answer: 'yes', milliseconds: 1 }));
    await castVotes(labeler, { assignmentId: page?.id ?? '', votes, next: 0 });
    const campaign = await getCampaign(null, { campaign: 'seen' });
    expect(campaign.progress).toEqual({ units: 20, settled: 4, contested: 0, votes: 4, votesNeeded: 20 });
    expect(campaign).not.toHaveProperty('nouns');
    expect(await getCampaign(labeler, { campaign: 'seen' })).not.toHaveProperty('nouns');
    const { nouns } = await getCampaign(organiser, { campaign: 'seen' });
    const settled = [cat, dog].map((id) => [id, page?.noun?.id === id ? 4 : 0]);
    expect(nouns?.map(({ noun, progress }) => [noun.id, progress.settled])).toEqual(
      settled.sort(([, a], [, b]) => Number(a) - Number(b)),
    );
    await expect(getCampaign(null, { campaign: 'nowhere' })).rejects.toMatchObject({
      code: 'no-such-campaign',
    });
    const before = await countVotes();
    expect(before.votes).toBeGreaterThanOrEqual(4);
    expect(await findSimulatedCampaigns(['seen', 'nowhere'])).toEqual(new Set());

    await db().user.update({ where: { id: labeler.id }, data: { simulated: true } });
    expect((await countVotes()).simulated).toBeGreaterThanOrEqual(before.simulated + 4);
    expect(await findSimulatedCampaigns(['seen', 'nowhere'])).toEqual(new Set(['seen']));
    await db().user.update({ where: { id: labeler.id }, data: { simulated: false } });
  });

  test('lists open campaigns with some of the images that wait and nothing that is asked of them', async () => {
    const campaigns = await listCampaigns();
    const which = campaigns.find(({ slug }) => slug === 'which');
    expect(which?.roots.map(({ id }) => id)).toEqual([animal]);
    expect(which?.waiting).toHaveLength(12);
    expect(Object.keys(which?.waiting[0] ?? {}).sort()).toEqual(['height', 'id', 'src', 'width']);
    expect(await listCampaigns({ dataset: 'nowhere' })).toEqual([]);
  });

  test('names the sources of a campaign’s images together', async () => {
    expect(await listCampaignSources('which')).toEqual([
      {
        title: 'Test pictures',
        author: 'Nobody',
        license: 'CC0-1.0',
        licenseUrl: 'https://example.org',
        homepage: null,
      },
    ]);
  });

  test('gives a labeler first what they hold already', async () => {
    const person = await makePerson('labeler');
    const [first] = await takeUpWork(person, { campaign: 'all', count: 5 });
    const second = await leaseUnits(person, { campaign: 'all', count: 5 });
    const answered = first?.units[1]?.id ?? 0;
    await castVotes(person, {
      assignmentId: first?.id ?? '',
      votes: [{ unitId: answered, answer: 'no', milliseconds: 1 }],
      next: 0,
    });
    const held = await takeUpWork(person, { campaign: 'all', count: 5 });
    expect(held).toEqual([{ ...first, units: first?.units.filter(({ id }) => id !== answered) }, second]);
  });
});

describe('images that are held out', () => {
  const [HELD, FREE] = ['tom', 'rex'];
  let slug: string;

  beforeAll(async () => {
    slug = 'with-held-out';
    await makeVersion(organiser, slug, [
      { name: HELD, synsetId: cat, split: 'test' },
      { name: FREE, synsetId: cat, split: 'train' },
    ]);
    const { id: datasetId } = await db().dataset.findUniqueOrThrow({ where: { slug } });
    const images = await db().image.findMany({ where: { sha256: { in: [HELD, FREE].map(madeSha256) } } });
    await db().datasetImage.createMany({ data: images.map(({ id: imageId }) => ({ datasetId, imageId })) });
    await db().datasetCandidate.createMany({
      data: images.map(({ id: imageId }) => ({ datasetId, imageId, synsetId: cat })),
    });
  });

  const imagesOf = async (campaign: string) =>
    (await db().unit.findMany({ where: { campaign: { slug: campaign } }, select: { image: true } })).map(
      ({ image }) => image.sha256,
    );
  const make = (campaign: Record<string, unknown>) =>
    createCampaign(organiser, { dataset: slug, ...createCampaignSchema.parse(campaign) });

  test('stand in no new verify campaign, of candidates that are known or named; in a classify one they do', async () => {
    await make({ kind: 'verify', slug: 'known', title: 'Known' });
    expect(await imagesOf('known')).toEqual([madeSha256(FREE)]);
    const candidates = [HELD, FREE].map((name) => ({ image: madeSha256(name), synset: dog }));
    await make({ kind: 'verify', slug: 'named', title: 'Named', candidates });
    expect(await imagesOf('named')).toEqual([madeSha256(FREE)]);
    const held = { kind: 'verify', slug: 'held', title: 'Held', images: [madeSha256(HELD)] };
    await expect(make(held)).rejects.toMatchObject({ code: 'nothing-to-ask' });
    await make({ kind: 'classify', slug: 'what', title: 'What', rootSynsets: [animal] });
    expect((await imagesOf('what')).sort()).toEqual([HELD, FREE].map(madeSha256).sort());
  });

  test('leave the pages of a campaign that was made before', async () => {
    const own = await makeDataset(organiser, 4);
    const before = await makeVerifyCampaign(organiser, own, { [crab]: 4 }, 1);
    const person = await makePerson('labeler');
    const [held, ...free] = own.images;
    const version = await db().datasetVersion.findFirstOrThrow({ where: { dataset: { slug } } });
    await db().heldOutLabel.create({
      data: { versionId: version.id, imageId: held?.id ?? 0, synsetId: crab, confidence: 1 },
    });
    const listed = (await listCampaigns({ dataset: own.slug }))[0]?.waiting.map(({ id }) => id);
    expect(listed?.sort()).toEqual(free.map(({ sha256 }) => sha256).sort());
    // Trials are drawn by lot among all campaigns, so this one is left alone for it.
    await db().campaign.updateMany({ where: { slug: { not: before } }, data: { state: 'closed' } });
    const trial = await openTrial();
    await db().campaign.updateMany({ where: { slug: { not: before } }, data: { state: 'open' } });
    const page = await leaseUnits(person, { campaign: before, count: 24 });
    for (const units of [trial?.units, page?.units]) {
      expect(units).toHaveLength(3);
      expect(JSON.stringify(units)).not.toContain(held?.sha256);
    }
    expect(await leaseUnits(await makePerson('labeler'), { campaign: before, count: 24 })).toBeNull();
  });
});

describe('the nouns of a classify campaign', () => {
  test('are cut down to those that its dataset is about', async () => {
    const { roots, nouns } = await getClassifyTree({ campaign: 'which' });
    expect(roots).toEqual([animal]);
    const carnivore = nouns[animal]?.children.find((id) => nouns[id]?.words[0] === 'carnivore') ?? '';
    expect(new Set(nouns[animal]?.children)).toEqual(new Set([carnivore, crab]));
    const canine = nouns[carnivore]?.children.find((id) => nouns[id]?.words[0] === 'canine') ?? '';
    expect(new Set(nouns[carnivore]?.children)).toEqual(new Set([canine, cat]));
    expect(new Set(nouns[canine]?.children)).toEqual(new Set([dog, wolf]));
    expect(nouns[dog]).toMatchObject({ children: [], words: expect.arrayContaining(['dog']) });
    expect(nouns[dog]?.kinds).toBeGreaterThan(10);
  });

  test('are found by the beginning of any of their words, below the roots alone', async () => {
    const find = async (query: string) =>
      (await findClassifyNouns({ campaign: 'which', query })).map(({ id }) => id);
    expect((await find('dog'))[0]).toBe(dog);
    expect((await find('domestic d'))[0]).toBe(dog);
    expect(await find('violin')).toEqual([]);
    expect(await find('100%')).toEqual([]);
  });
});

describe('my labelling', () => {
  test('tells what became of the votes in blocks, never of one unit', async () => {
    const [person, other] = (await makePeople(2, 'labeler')) as [Person, Person];
    await create({ kind: 'verify', slug: 'mine-too', title: 'Mine', votesPerUnit: 3, synsets: [dog, cat] });
    const units = await db().unit.findMany({
      where: { campaign: { slug: 'mine-too' } },
      orderBy: { id: 'asc' },
    });
    const dogs = units.filter(({ synsetId }) => synsetId === dog);
    const cats = units.filter(({ synsetId }) => synsetId === cat).slice(0, 9);
    const votes = [...dogs, ...cats].flatMap(({ id }, index) => [
      { unitId: id, userId: person.id, answer: index < 2 ? 'no' : 'yes', milliseconds: 1 },
      { unitId: id, userId: other.id, answer: 'yes', milliseconds: 1 },
      { unitId: id, userId: labeler.id, answer: 'yes', milliseconds: 1 },
    ]);
    await recordVotes(organiser, { campaign: 'mine-too', votes });
    expect(await myLabelling(person)).toMatchObject({
      votes: 19,
      imagesSettled: 10,
      agreement: { votes: 10, agreed: 8 },
      nouns: [{ noun: { id: dog }, votes: 10, agreed: 8 }],
      campaigns: [{ slug: 'mine-too', votes: 19 }],
    });
    expect(await myLabelling(await makePerson('labeler'))).toMatchObject({
      votes: 0,
      imagesSettled: 0,
      agreement: { votes: 0, agreed: 0 },
    });
    await expect(myLabelling(null)).rejects.toMatchObject({ code: 'sign-in-needed' });
  });
});

describe('a trial', () => {
  test('gives a visitor one page and counts it once they have signed in, once', async () => {
    // Tests before this one leave leases, on units that a trial may show too: it makes none of its own.
    const leases = await db().lease.count();
    const page = await openTrial();
    if (!page) throw new Error('no trial page');
    expect(page.units.length).toBeGreaterThan(0);
    expect(await db().lease.count()).toBe(leases);
    const person = await makePerson('labeler');
    const votes = page.units.map(({ id }) => ({ unitId: id, answer: 'yes', milliseconds: 10 }));
    const claim = (input: { token: string; votes: typeof votes }, who: Person | null = person) =>
      claimTrial(who, input);
    await expect(claim({ token: page.token, votes }, null)).rejects.toMatchObject({ code: 'sign-in-needed' });
    expect(await claim({ token: page.token, votes })).toEqual({ kept: votes.length });
    expect(await claim({ token: page.token, votes })).toEqual({ kept: 0 });
    expect(await db().vote.count({ where: { userId: person.id } })).toBe(votes.length);
  });

  test('takes no votes on units that its page did not show', async () => {
    const page = await openTrial();
    if (!page) throw new Error('no trial page');
    const votes = [{ unitId: 1_000_000, answer: 'yes', milliseconds: 10 }];
    await expect(claimTrial(labeler, { token: page.token, votes })).rejects.toMatchObject({
      code: 'not-in-trial',
    });
    const forged = page.token.replace(/\.\d/, '.1');
    await expect(claimTrial(labeler, { token: `${forged}x`, votes })).rejects.toMatchObject({
      code: 'bad-trial-token',
    });
    await expect(claimTrial(labeler, { token: '', votes })).rejects.toMatchObject({
      code: 'bad-trial-token',
    });
  });
});
