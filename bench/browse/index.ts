import { loadavg } from 'node:os';
import path from 'node:path';
import type { EmbeddedPostgres } from '#lib/infra/db/embedded-postgres';
import { buildWhereMissing } from '../../cli/start/build.ts';
import { prepareSizes, quantile, step, withClient, withCluster } from '../cluster.ts';
import { RELEASE } from '../fill.ts';
import { printLine } from '../print-line.ts';
import { serveProduct } from '../servers.ts';
import { fillVersion } from './fill-version.ts';
import { drawKnown, type Known, noTimes, type PageName, pages, read, type Times } from './readers.ts';

const READERS = 16;
/** A page is to be there within so many milliseconds. */
const LIMIT_MS = 100;
/** What a large dataset may cost at most is what a small one costs, divided by this. */
const WORTH = 0.75;
const SMALL = 32_000;
/** Each server in turn, so that what else the machine does falls on both. */
const ROUNDS = 4;
const ROUND_SECONDS = 20;
/** The quickest reader looks at a page for longer than this. */
const LOOK_MS = 1_000;

const USAGE = `usage: npm run bench browse [-- IMAGES]
Prints what the pages of nouns and images cost with ${READERS} readers at once, over HTTP on the product as built, with a version of
IMAGES (default ${RELEASE.images}) in ${RELEASE.nouns} nouns beside ${LIMIT_MS} ms, and what they cost with ${SMALL} images beside that
(bound: ${WORTH}). Takes about eight minutes, and 6 GB of disk for as long.`;

interface Site {
  url: string;
  known: Known;
  times: Times;
}

async function openSites(cluster: EmbeddedPostgres, folder: string, images: number): Promise<[Site, Site]> {
  const project = path.resolve(import.meta.dirname, '../..');
  await step('build', () => buildWhereMissing(project, path.join(folder, 'build.log')));
  await prepareSizes(cluster, folder);
  const open = async (name: string, size: number): Promise<Site> => {
    const known = await withClient(cluster.url(name), async (client) => {
      await step(`fill ${size} images`, () => fillVersion(client, size));
      return drawKnown(client);
    });
    return { url: await serveProduct(cluster.url(name), folder), known, times: noTimes() };
  };
  return [await open('small', SMALL), await open('large', images)];
}

async function measure(sites: readonly [Site, Site], images: number): Promise<void> {
  const loads: number[] = [];
  await step('warm up', async () => {
    for (const { url, known } of sites)
      await read({ url, known, readers: 4, seconds: 8, lookMs: 0 }, noTimes());
  });
  for (let round = 0; round < ROUNDS; round++) {
    for (const { url, known, times } of round % 2 ? [...sites].reverse() : sites) {
      await read({ url, known, readers: READERS, seconds: ROUND_SECONDS, lookMs: LOOK_MS }, times);
      loads.push(loadavg()[0] as number);
    }
    console.error(`round ${round + 1} of ${ROUNDS}, load ${loads.at(-1)?.toFixed(1)}`);
  }
  const [small, large] = sites;
  const print = (name: string, value: number, limit?: number) =>
    printLine({ bench: 'browse', case: name, value, unit: 'ms', limit, lessIsBetter: true });
  for (const page of pages) {
    for (const share of [0.5, 0.99]) {
      const at = (site: Site, of: PageName) => quantile(site.times[of], share);
      const p = `p${share * 100}`;
      print(`${page}, ${SMALL} images, ${p}`, at(small, page), LIMIT_MS);
      print(`${page}, ${images} images, ${p}`, at(large, page), LIMIT_MS);
      print(`${page}, ${images} by ${SMALL} images, ${p}`, at(large, page), at(small, page));
    }
  }
  for (const share of [0.5, 0.99]) {
    const all = ({ times }: Site) => quantile(Object.values(times).flat(), share);
    print(`all pages, ${images} by ${SMALL} images, p${share * 100}`, all(large), all(small));
  }
  printLine({
    bench: 'browse',
    case: 'load of the machine, the most while measuring',
    value: Math.max(...loads),
    unit: 'processes',
  });
}

const [asked] = process.argv.slice(2);
if (asked === '--help' || asked === '-h') console.log(USAGE);
else if (asked !== undefined && !/^[1-9]\d{4,6}$/.test(asked)) {
  console.error(USAGE);
  process.exit(2);
} else {
  const images = asked === undefined ? RELEASE.images : Number(asked);
  await withCluster(async (cluster, folder) => measure(await openSites(cluster, folder, images), images));
}
process.exit();
