import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { seededRandom } from '#lib/core/random';

/** What readers ask for. */
export const pages = [
  'tree',
  'level of the tree',
  'noun',
  'gallery page',
  'gallery page by confidence',
  'search',
  'suggestions',
  'image',
] as const;
export type PageName = (typeof pages)[number];

/** Milliseconds from before each request was sent until its answer was read. */
export type Times = Record<PageName, number[]>;

export const noTimes = () => Object.fromEntries(pages.map((page) => [page, [] as number[]])) as Times;

/** What there is to ask for. */
export interface Known {
  /** Nouns with images, half of them with others below. */
  nouns: string[];
  /** What people type: words and their beginnings. */
  queries: string[];
  /** Images by SHA-256, some of them held out. */
  images: string[];
}

const SAMPLE = 2_000;

/** Draws what readers ask for, evenly over all there is; the same each time. */
export async function drawKnown(client: pg.Client): Promise<Known> {
  const column = async (sql: string) =>
    (await client.query<{ value: string }>(sql)).rows.map(({ value }) => value);
  const nouns = (which: string) =>
    column(`SELECT c.synset_id AS value FROM synset_image_counts c JOIN synsets s ON s.id = c.synset_id
            WHERE c.subtree > 0 AND ${which} ORDER BY md5(c.synset_id) LIMIT ${SAMPLE / 2}`);
  const [leaves, inner, words, images] = [
    await nouns('s.child_count = 0'),
    await nouns('s.child_count > 0'),
    await column(`SELECT word AS value FROM synset_words ORDER BY md5(word || synset_id) LIMIT ${SAMPLE}`),
    await column(`SELECT sha256 AS value FROM images ORDER BY sha256 LIMIT ${SAMPLE}`),
  ];
  const random = seededRandom('browse');
  const queries = words.map((word) => (random.next() < 0.5 ? word : word.slice(0, 1 + random.below(6))));
  return { nouns: random.shuffle([...leaves, ...inner]), queries, images };
}

interface Readers {
  url: string;
  known: Known;
  readers: number;
  seconds: number;
  /** How long a reader looks at a page, half as long to half as long again. */
  lookMs: number;
}

// The server closes a connection that nobody used for five seconds: one that is about to be closed is not used again.
const agent = new Agent({ keepAlive: true, maxSockets: 64, timeout: 3_000 });

/** Has so many readers at once go from page to page for some seconds. */
export async function read({ url, known, readers, seconds, lookMs }: Readers, times: Times): Promise<void> {
  const until = performance.now() + 1000 * seconds;
  const any = <Value>(values: readonly Value[]) => values[Math.floor(Math.random() * values.length)] as Value;
  const reader = async () => {
    await sleep(Math.random() * lookMs);
    while (performance.now() < until) {
      const noun = any(known.nouns);
      const gallery = `/api/v1/synsets/${noun}/images`;
      const ask = async (page: PageName, address: string) => {
        const answer = await timed(times[page], url + address);
        await sleep(lookMs * (0.5 + Math.random()));
        return answer;
      };
      await ask('tree', '/explore');
      await ask('level of the tree', `/api/v1/synsets/${noun}/children?limit=1000`);
      await ask('noun', `/explore/${noun}`);
      await ask('gallery page', gallery + after(await first(url + gallery)));
      await ask('gallery page by confidence', `${gallery}?confidence=${any(['0.9', '0.99'])}`);
      const query = encodeURIComponent(any(known.queries));
      await ask('suggestions', `/api/v1/synsets?query=${query}&limit=8`);
      await ask('search', `/explore?query=${query}`);
      await ask('image', `/picture/${any(known.images)}`);
    }
  };
  await Promise.all(Array.from({ length: readers }, reader));
}

/** The cursor of the second page, where there is one; its first is not counted. */
async function first(address: string): Promise<string | null> {
  return JSON.parse(await timed([], `${address}?limit=48`)).nextCursor;
}

const after = (cursor: string | null) => (cursor === null ? '' : `?cursor=${cursor}`);

async function timed(times: number[], address: string): Promise<string> {
  const start = performance.now();
  const body = await new Promise<string>((resolve, reject) => {
    get(address, { agent }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        if (response.statusCode === 200) resolve(text);
        else reject(new Error(`${address} answered ${response.statusCode}: ${text.slice(0, 500)}`));
      });
    }).on('error', reject);
  });
  times.push(performance.now() - start);
  return body;
}
