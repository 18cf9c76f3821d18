import { createHash, randomUUID } from 'node:crypto';
import { loadavg } from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { type EmbeddedPostgres, ensureDatabase } from '#lib/infra/db/embedded-postgres';
import { buildWhereMissing } from '../../cli/start/build.ts';
import { prepareSizes, quantile, step, withClient, withCluster } from '../cluster.ts';
import { RELEASE } from '../fill.ts';
import { printLine } from '../print-line.ts';
import { buildBareRoute, serveBareRoute, serveProduct } from '../servers.ts';
import { fillCampaign } from './fill-campaign.ts';
import { insert, label, noTimes, PAGE, type Times } from './labelers.ts';
import { syncTimes } from './sync-times.ts';

const LABELERS = 16;
/** As small as lasts: warm labelers are through 10,000 images before the measurement is. */
const SMALL = 20_000;
const FRESH_BELOW = 500_000;
/** Each server in turn, so that what else the machine does falls on all of them. */
const ROUNDS = 6;
const ROUND_SECONDS = 20;
/** Until V8 has compiled what a lease and a vote run through. */
const WARM_UP_SECONDS = 15;
/** A page of 24 takes a quick labeler longer than this. */
const THINK_MS = 2_000;

const USAGE = `usage: npm run bench labelling [-- IMAGES]
Prints what leasing a page of ${PAGE} units and voting on it cost with ${LABELERS} labelers at once, over HTTP on the product as
built, in a campaign of IMAGES (default ${RELEASE.images}) of which most is settled and in one of ${SMALL}, beside a bare Next.js
route with one insert and what the disk takes to keep a small write. TMPDIR=/dev/shm puts the database in memory, where that
takes nothing. Takes about ten minutes, and 8 GB of room in TMPDIR for as long.`;

interface Site {
  name: string;
  url: string;
  tokens: string[];
  work: typeof label;
  /** With labelers who look at each page, and with those who answer at once. */
  times: { looking: Times; atOnce: Times };
}

async function openSites(cluster: EmbeddedPostgres, folder: string, images: number): Promise<Site[]> {
  const project = path.resolve(import.meta.dirname, '../..');
  await step('build', async () => {
    await buildWhereMissing(project, path.join(folder, 'build.log'));
    await buildBareRoute();
  });
  await prepareSizes(cluster, folder);
  await ensureDatabase(cluster, 'bare');
  await withClient(cluster.url('bare'), (client) =>
    client.query('CREATE TABLE answers (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, answer text)'),
  );
  const site = async (name: string, url: string, tokens: string[], work: typeof label): Promise<Site> => ({
    name,
    url,
    tokens,
    work,
    times: { looking: noTimes(), atOnce: noTimes() },
  });
  const sites = [
    await site('bare', await serveBareRoute(cluster.url('bare')), Array<string>(LABELERS).fill('-'), insert),
  ];
  for (const [name, size] of [
    ['small', SMALL],
    ['large', images],
  ] as const) {
    const tokens = await withClient(cluster.url(name), async (client) => {
      // A small campaign that was mostly settled would run out of units.
      await step(`fill ${size} images`, () => fillCampaign(client, size, size < FRESH_BELOW));
      return makeLabelers(client);
    });
    sites.push(await site(name, await serveProduct(cluster.url(name), folder), tokens, label));
  }
  return sites;
}

async function measure(sites: readonly Site[], images: number, folder: string): Promise<void> {
  const clients = ({ url, tokens }: Site, seconds: number, thinkMs: number) => ({
    url,
    tokens,
    seconds,
    thinkMs,
  });
  const loads: number[] = [];
  await step('warm up', async () => {
    for (const site of sites) await site.work(clients(site, WARM_UP_SECONDS, 0), noTimes());
  });
  const syncs = await syncTimes(folder);
  for (let round = 0; round < ROUNDS; round++) {
    for (const site of sites) {
      await site.work(clients(site, ROUND_SECONDS, THINK_MS), site.times.looking);
      loads.push(loadavg()[0] as number);
    }
    console.error(`round ${round + 1} of ${ROUNDS}, load ${loads.at(-1)?.toFixed(1)}`);
  }
  for (const site of sites) await site.work(clients(site, 3, 0), site.times.atOnce);

  const [bare, small, large] = sites as [Site, Site, Site];
  const print = (name: string, value: number, limit?: number) =>
    printLine({ bench: 'labelling', case: name, value, unit: 'ms', limit, lessIsBetter: true });
  for (const [how, said] of [
    ['looking', `looking ${THINK_MS / 1000} s`],
    ['atOnce', 'not looking'],
  ] as const) {
    for (const share of [0.5, 0.99]) {
      const at = (site: Site, what: keyof Times) => quantile(site.times[how][what], share);
      const p = `p${share * 100}`;
      if (how === 'looking') print(`small write kept on the disk, ${p}`, quantile(syncs, share));
      print(`bare route, ${said}, ${p}`, at(bare, 'insert'));
      for (const what of ['lease', 'vote'] as const) {
        for (const [site, size] of [
          [small, SMALL],
          [large, images],
        ] as const)
          print(`${what}, ${size} images, ${said}, ${p}`, at(site, what), at(bare, 'insert'));
        print(`${what}, ${images} by ${SMALL} images, ${said}, ${p}`, at(large, what), at(small, what));
      }
    }
  }
  printLine({
    bench: 'labelling',
    case: 'load of the machine, the most while measuring',
    value: Math.max(...loads),
    unit: 'processes',
  });
}

/** Makes the labelers who work; gives a token of each. */
async function makeLabelers(client: pg.Client): Promise<string[]> {
  const tokens = Array.from({ length: LABELERS }, () => `imn_${randomUUID()}`);
  for (const [i, token] of tokens.entries()) {
    await client.query(
      `WITH labeler AS (
         INSERT INTO users (id, email, name, roles) VALUES (gen_random_uuid(), $1, $1, '{labeler}') RETURNING id
       )
       INSERT INTO api_tokens (id, user_id, name, token_hash) SELECT gen_random_uuid(), id, 'bench', $2 FROM labeler`,
      [`labeler-${i}@example.org`, createHash('sha256').update(token).digest('hex')],
    );
  }
  return tokens;
}

const [first] = process.argv.slice(2);
if (first === '--help' || first === '-h') console.log(USAGE);
else if (first !== undefined && !/^[1-9]\d{3,6}$/.test(first)) {
  console.error(USAGE);
  process.exit(2);
} else {
  const images = first === undefined ? RELEASE.images : Number(first);
  await withCluster(async (cluster, folder) =>
    measure(await openSites(cluster, folder, images), images, folder),
  );
}
process.exit();
