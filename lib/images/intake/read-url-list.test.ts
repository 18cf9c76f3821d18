import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { csvRow } from '#lib/core/csv-row';
import { AppError } from '#lib/core/errors';
import { heapInUse } from '../testing/heap-in-use.ts';
import { linesOf, takeOffered } from '../testing/take-offered.ts';
import { isRefused, type Offered } from './offered.ts';
import { readUrlList } from './read-url-list.ts';

async function* inPieces(bytes: Uint8Array, length = 7): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
const fetched = async (url: URL) => Buffer.from(`bytes of ${url}`);
const read = (list: string | Uint8Array) => readUrlList(inPieces(Buffer.from(list)), fetched);
const lines = async (list: string | Uint8Array) => linesOf(await takeOffered(read(list)));
async function abouts(list: string) {
  const found: unknown[] = [];
  for await (const each of read(list))
    found.push(isRefused(each) ? each.code : { path: each.path, ...each.about });
  return found;
}

const owl = { path: 'https://a.example/owl.jpg', sourceUrl: 'https://a.example/owl.jpg' };
const full = {
  path: 'https://a.example/dog.jpg',
  author: 'Ada, "the first"',
  license: 'CC-BY-4.0',
  licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
  noun: 'n02084071',
  sourceUrl: 'https://a.example/dog',
};
const cells = [full.path, full.author, full.license, full.licenseUrl, full.noun, full.sourceUrl];

describe('a list', () => {
  test('in CSV gives what its columns say, whatever their order, case and dashes', async () => {
    const header = 'URL,Author,licence,license_url,noun,source-url\n';
    expect(await abouts(`\ufeff${header}${csvRow(cells)}${owl.path}\r\n`)).toEqual([full, owl]);
    expect(await abouts('noun;url\nowl;https://a.example/owl.jpg')).toEqual([{ ...owl, noun: 'owl' }]);
    expect(await abouts('noun\turl\n\thttps://a.example/owl.jpg\n')).toEqual([owl]);
  });

  test('in JSONL does so too', async () => {
    const { path, ...about } = full;
    const rows = [
      { image_url: path, ...about },
      { noun: null, url: `${owl.path}#fragment` },
    ];
    expect(await abouts(rows.map((row) => JSON.stringify(row)).join('\n'))).toEqual([full, owl]);
  });

  test('of addresses alone is taken as it is, empty lines and all', async () => {
    const found = await lines('\n\nhttps://a.example/1.jpg\r\n\nhttps://a.example/2.jpg');
    const [one, two] = ['https://a.example/1.jpg', 'https://a.example/2.jpg'];
    expect(found).toEqual([`${one} = bytes of ${one}`, `${two} = bytes of ${two}`]);
  });

  test('refuses each bad row by its line and goes on', async () => {
    const rows = [
      'url,author',
      'file:///etc/passwd,x',
      'https://a.example/1.jpg,"not closed',
      'https://user:word@a.example/1.jpg,x',
      ',x',
      `https://a.example/1.jpg,${'x'.repeat(300)}`,
      `https://a.example/1.jpg,${'x'.repeat(70_000)}`,
      'https://a.example/1.jpg,x',
      'https://a.example/1.jpg,again',
      'javascript:alert(1),x',
    ];
    const invalid = (line: number) => `line ${line}: row-invalid`;
    expect(await lines(rows.join('\n'))).toEqual([
      ...[2, 3, 4, 5, 6, 7].map(invalid),
      'https://a.example/1.jpg = bytes of https://a.example/1.jpg',
      'https://a.example/1.jpg: path-twice',
      invalid(10),
    ]);
    const json = ['{"url":"https://a.example/1.jpg"}', '{"url":', '[]', '"x"', 'null', '{"url":7}', '{}'];
    expect((await lines(json.join('\n'))).slice(1)).toEqual([2, 3, 4, 5, 6, 7].map(invalid));
    const latin = Buffer.concat([
      Buffer.from('url\nhttps://a.example/'),
      Buffer.from([0xe9]),
      Buffer.from('\n'),
    ]);
    expect(await lines(latin)).toEqual([invalid(2)]);
  });

  test('without a column of addresses is refused as a whole', async () => {
    for (const list of ['author,license\na,b', '\u0000\u0001', '"url', 'x'.repeat(100_000)]) {
      await expect(lines(list)).rejects.toMatchObject({ code: 'list-without-url' });
    }
    expect(await lines('')).toEqual([]);
  });

  test('is read again from where it was and says how far it is', async () => {
    const list = Buffer.from('url\nhttps://a.example/1\nhttps://a.example/2\nhttps://a.example/3\n');
    const options = { skip: (ordinal: number) => ordinal < 1, size: list.length };
    const found: Offered[] = [];
    for await (const each of readUrlList(inPieces(list), fetched, options)) found.push(each);
    expect(found.map(({ ordinal, path }) => `${ordinal} ${path}`)).toEqual([
      '1 https://a.example/2',
      '2 https://a.example/3',
    ]);
    expect(found.map(({ passed }) => Math.round((passed ?? 0) * list.length))).toEqual([44, 64]);
    const gone = AbortSignal.abort(new Error('cancelled'));
    await expect(takeOffered(readUrlList(inPieces(list), fetched, { signal: gone }))).rejects.toThrow(
      'cancelled',
    );
  });
});

test('whatever a list holds, reading ends and throws nothing but a refusal', async () => {
  const line = fc.oneof(
    fc.string(),
    fc.json(),
    fc.webUrl(),
    fc.string().map((text) => `https://a.example/${text},"`),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom('url,author', '{"url":"https://a.example/"}', 'https://a.example/', ''),
      fc.array(line, { maxLength: 20 }),
      async (first, rest) => {
        const all = await takeOffered(read([first, ...rest].join('\n'))).catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'list-without-url') return [];
          throw error;
        });
        expect(all.length).toBeLessThanOrEqual(rest.join('\n').split('\n').length + 1);
      },
    ),
    { numRuns: 500 },
  );
});

test('20,000 rows take no memory to speak of', async () => {
  async function* list() {
    yield Buffer.from('url,noun\n');
    for (let row = 0; row < 20_000; row++)
      yield Buffer.from(`https://a.example/${'x'.repeat(100)}/${row},dog\n`);
  }
  const before = heapInUse();
  let [count, most] = [0, 0];
  for await (const each of readUrlList(list(), fetched)) {
    if (isRefused(each)) throw new Error(each.reason);
    if (++count % 4000 === 0) most = Math.max(most, heapInUse() - before);
  }
  expect(count).toBe(20_000);
  expect(most).toBeLessThan(4 * 1024 * 1024);
}, 60_000);
