import { createWriteStream } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import sharp from 'sharp';
import { pack } from 'tar-stream';
import { ZipFile } from 'yazl';
import { mapLimited } from '#lib/core/map-limited';
import { importFieldsSchema } from '#lib/datasets/import';
import { ensureDatabase } from '#lib/infra/db/embedded-postgres';
import { step, withCluster } from '../cluster.ts';
import { printLine } from '../print-line.ts';
import { makePhotographs } from '../scoring/photographs.ts';
import { prepareDatabase } from '../servers.ts';

const PHOTOGRAPHS = 600;
/** Each in turn, so that what else the machine does falls on all of them. */
const ROUNDS = 3;
/** As many as the import decodes at once. */
const AT_ONCE = 8;
const NOUNS = ['n02084071', 'n02121620', 'n02374451'];

const USAGE = `usage: npm run bench import
Prints how many images a second are imported from a folder, a zip and a tar of ${PHOTOGRAPHS} photographs in class folders,
beside what sharp alone needs to decode the same files and make the same thumbnails. Takes about three minutes.`;

type Named = readonly [name: string, bytes: Uint8Array];

async function benchImport(): Promise<void> {
  await withCluster(async (cluster, folder) => {
    await ensureDatabase(cluster, 'import');
    process.env.DATABASE_URL = cluster.url('import');
    process.env.DATA_DIR = folder;
    process.env.LOG_LEVEL = 'warn';
    await step('prepare', () => prepareDatabase(cluster.url('import'), folder));
    const files = (await makePhotographs(PHOTOGRAPHS)).map(
      (bytes, i): Named => [`${NOUNS[i % NOUNS.length]}/${i}.jpg`, bytes],
    );
    const sources = await writeSources(folder, files);

    const { closeDb, pool } = await import('#lib/infra/db/client');
    const { importOnMachine } = await import('#lib/datasets/server/import-on-machine');
    await pool().query(`WITH organiser AS (
        INSERT INTO users (id, email, name, roles) VALUES (gen_random_uuid(), 'bench@example.org', 'Bench', '{organiser}') RETURNING id)
      INSERT INTO datasets (id, slug, title, created_by) SELECT gen_random_uuid(), 'bench', 'Bench', id FROM organiser`);
    const options = importFieldsSchema.parse({ title: 'Bench', author: 'Nobody', license: 'CC0-1.0' });
    const importOnce = async (source: string): Promise<number> => {
      await pool().query('TRUNCATE images CASCADE');
      await rm(path.join(folder, 'blobs'), { recursive: true, force: true });
      const what = { slug: 'bench', path: source, name: path.basename(source), options };
      const start = performance.now();
      const end = await importOnMachine(what, new AbortController().signal, () => {});
      const seconds = (performance.now() - start) / 1000;
      if (end.added !== PHOTOGRAPHS) throw new Error(`${end.added} of ${PHOTOGRAPHS} were added`);
      return seconds;
    };

    const seconds = new Map<string, number[]>(['sharp', ...sources.keys()].map((name) => [name, []]));
    await sharpAlone(files.slice(0, 100));
    for (let round = 0; round < ROUNDS; round++) {
      seconds.get('sharp')?.push(await sharpAlone(files));
      for (const [name, source] of sources) seconds.get(name)?.push(await importOnce(source));
      console.error(`round ${round + 1} of ${ROUNDS}, load ${(loadavg()[0] as number).toFixed(1)}`);
    }
    await closeDb();

    const pace = (name: string) => PHOTOGRAPHS / median(seconds.get(name) ?? []);
    const print = (name: string, value: number, limit?: number) =>
      printLine({ bench: 'import', case: name, value, unit: 'images/s', limit });
    print('sharp alone', pace('sharp'));
    for (const name of sources.keys()) print(name, pace(name), pace('sharp'));
  });
}

/** What cannot be left out: each file decoded and its thumbnail made. Gives the seconds. */
async function sharpAlone(files: readonly Named[]): Promise<number> {
  const start = performance.now();
  await mapLimited(files, AT_ONCE, ([, bytes]) =>
    sharp(bytes, { failOn: 'error', sequentialRead: true })
      .resize(341, 256, { fit: 'fill' })
      .webp({ quality: 80, effort: 1 })
      .toBuffer(),
  );
  return (performance.now() - start) / 1000;
}

async function writeSources(folder: string, files: readonly Named[]): Promise<Map<string, string>> {
  const images = path.join(folder, 'photographs');
  for (const noun of NOUNS) await mkdir(path.join(images, noun), { recursive: true });
  for (const [name, bytes] of files) await writeFile(path.join(images, name), bytes);
  const zip = path.join(folder, 'photographs.zip');
  const zipping = new ZipFile();
  for (const [name, bytes] of files) zipping.addBuffer(Buffer.from(bytes), name, { compress: false });
  zipping.end();
  await pipeline(zipping.outputStream, createWriteStream(zip));
  const tar = path.join(folder, 'photographs.tar');
  const packing = pack();
  for (const [name, bytes] of files) packing.entry({ name }, Buffer.from(bytes));
  packing.finalize();
  await pipeline(packing, createWriteStream(tar));
  return new Map([
    ['folder', images],
    ['zip', zip],
    ['tar', tar],
  ]);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

if (process.argv.includes('--help') || process.argv.includes('-h')) console.log(USAGE);
else await benchImport();
process.exit();
