import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ZipFile } from 'yazl';
import { heapInUse } from '../testing/heap-in-use.ts';
import { inMemory, linesOf, takeOffered } from '../testing/take-offered.ts';
import { type RawZipEntry, writeZip } from '../testing/write-zip.ts';
import { isRefused, type Offered } from './offered.ts';
import type { RandomAccess } from './random-access.ts';
import { readZip } from './read-zip.ts';

const text = (words: string) => Buffer.from(words);
const lines = async (zip: Uint8Array) => linesOf(await takeOffered(readZip(inMemory(zip))));
const of = (...entries: RawZipEntry[]) => lines(writeZip(entries));
const owl: RawZipEntry = { name: 'owl/last.jpg', bytes: text('owl') };

async function packed(fill: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile();
  fill(zip);
  zip.end();
  return buffer(zip.outputStream as Readable);
}

const someClasses = () =>
  packed((zip) => {
    zip.addEmptyDirectory('n02084071');
    zip.addBuffer(text('dog '.repeat(50)), 'n02084071/a.jpg');
    zip.addBuffer(text('stored'), 'n02084071/b.jpg', { compress: false });
    zip.addReadStream(Readable.from([text('of a length '), text('nobody knew')]), 'owl/streamed.jpg');
    zip.addBuffer(text('far'), 'owl/far.jpg', { forceZip64Format: true });
  });

describe('an honest zip', () => {
  test('offers its files with their bytes, in its order, and passes folders in silence', async () => {
    const taken = await takeOffered(readZip(inMemory(await someClasses())));
    expect(linesOf(taken)).toEqual([
      `n02084071/a.jpg = ${'dog '.repeat(50)}`,
      'n02084071/b.jpg = stored',
      'owl/streamed.jpg = of a length nobody knew',
      'owl/far.jpg = far',
    ]);
    expect(taken.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  test('says what the files declare and how far it is', async () => {
    const offered: Offered[] = [];
    for await (const each of readZip(inMemory(await someClasses()))) offered.push(each);
    expect(offered.map((each) => (isRefused(each) ? null : each.declaredBytes))).toEqual([200, 6, 23, 3]);
    expect(offered.map(({ passed }) => passed)).toEqual([0.2, 0.4, 0.6, 0.8]);
  });

  test('passes what is skipped without reading it', async () => {
    const zip = await someClasses();
    const reads: number[] = [];
    const counted: RandomAccess = {
      size: zip.length,
      read: async (offset, length) => {
        reads.push(offset);
        return zip.subarray(offset, offset + length);
      },
    };
    const taken = await takeOffered(readZip(counted, { skip: (ordinal) => ordinal < 4 }));
    expect(linesOf(taken)).toEqual(['owl/far.jpg = far']);
    expect(reads.filter((offset) => offset < zip.indexOf('owl/far.jpg') - 30)).toEqual([0]);
  });

  test('lets files be read later, beside each other and twice', async () => {
    const reads: (() => Promise<Uint8Array>)[] = [];
    for await (const each of readZip(inMemory(await someClasses())))
      if (!isRefused(each)) reads.push(each.read);
    const bytes = await Promise.all([...reads, ...reads].reverse().map((read) => read()));
    expect(bytes.map((each) => each.length)).toEqual([3, 23, 6, 200, 3, 23, 6, 200]);
  });

  test('is empty where it is', async () => {
    expect(await lines(await packed(() => {}))).toEqual([]);
  });

  test('ends when it is told to', async () => {
    const zip = inMemory(await someClasses());
    const gone = AbortSignal.abort(new Error('cancelled'));
    await expect(takeOffered(readZip(zip, { signal: gone }))).rejects.toThrow('cancelled');
  });

  test("throws a disk's fault as what it is", async () => {
    const zip = await someClasses();
    const failing = { size: zip.length, read: () => Promise.reject(new Error('EIO')) };
    await expect(takeOffered(readZip(failing))).rejects.toThrow('EIO');
  });
});

describe('names', () => {
  test.each([
    ['../../etc/cron.d/evil.jpg', '../../etc/cron.d/evil.jpg'],
    ['dog/../../evil.jpg', 'dog/../../evil.jpg'],
    ['..\\evil.jpg', '../evil.jpg'],
    ['/etc/evil.jpg', '/etc/evil.jpg'],
    ['C:\\evil.jpg', 'C:/evil.jpg'],
    ['../evil/', '../evil/'],
  ])('%s leads out', async (name, path) => {
    expect(await of({ name, bytes: text('evil') }, owl)).toEqual([
      `${path}: path-unsafe`,
      'owl/last.jpg = owl',
    ]);
  });

  test.each([
    ['./dog//a.jpg', 'dog/a.jpg'],
    ['dog\\a.jpg', 'dog/a.jpg'],
    ['dog/..a.jpg', 'dog/..a.jpg'],
    ['dog/\u0000\u0007a\u202e.jpg', 'dog/\ufffda\ufffd.jpg'],
  ])('%j is a name like another', async (name, path) => {
    expect(await of({ name, bytes: text('dog') })).toEqual([`${path} = dog`]);
  });

  test('are UTF-8 where they can be, else of the first code page, whatever the flag says', async () => {
    const latin = Buffer.from([0x81, 0x2e, 0x6a, 0x70, 0x67]);
    expect(
      await of(
        { name: 'フクロウ/é.jpg', bytes: text('flagged'), flags: 0x800 },
        { name: 'フクロウ/è.jpg', bytes: text('unflagged') },
        { name: latin, bytes: text('cp437') },
        { name: latin, bytes: text('a lie'), flags: 0x800 },
      ),
    ).toEqual([
      'フクロウ/é.jpg = flagged',
      'フクロウ/è.jpg = unflagged',
      'ü.jpg = cp437',
      '\ufffd.jpg = a lie',
    ]);
  });

  test('longer than anybody needs', async () => {
    const name = `${'a/'.repeat(2000)}b.jpg`;
    expect(await of({ name, bytes: text('x') }, owl)).toEqual([
      `${name.slice(0, 1024)}: path-too-long`,
      'owl/last.jpg = owl',
    ]);
  });

  test('of none at all', async () => {
    expect(await of({ name: '', bytes: text('x') })).toEqual(['\ufffd = x']);
  });

  test('there twice: the first is taken', async () => {
    expect(await of({ name: 'a.jpg', bytes: text('1') }, { name: 'a.jpg', bytes: text('2') }, owl)).toEqual([
      'a.jpg = 1',
      'a.jpg: path-twice',
      'owl/last.jpg = owl',
    ]);
  });

  test('that systems keep for themselves are passed in silence', async () => {
    const kept = ['__MACOSX/dog/._a.jpg', 'dog/._a.jpg', '.DS_Store', 'dog/Thumbs.db', 'dog/desktop.ini'];
    expect(await of(...kept.map((name) => ({ name, bytes: text('x') })), owl)).toEqual([
      'owl/last.jpg = owl',
    ]);
  });
});

describe('hostile entries stop nothing else', () => {
  const link = { versionMadeBy: (3 << 8) | 20, externalAttributes: 0o120777 * 0x10000 };
  const device = { versionMadeBy: (3 << 8) | 20, externalAttributes: 0o020666 * 0x10000 };
  const zeros = Buffer.alloc(8 * 1024 * 1024);
  const cases: [string, RawZipEntry, string][] = [
    ['a symbolic link', { name: 'a.jpg', bytes: text('/etc/passwd'), ...link }, 'not-a-file'],
    ['a device', { name: 'a.jpg', bytes: text('x'), ...device }, 'not-a-file'],
    ['a zip inside', { name: 'a.ZIP', bytes: text('x') }, 'nested-archive'],
    ['a packed tar inside', { name: 'a.tar.gz', bytes: text('x') }, 'nested-archive'],
    ['an empty file', { name: 'a.jpg', bytes: text('') }, 'file-empty'],
    ['one too large', { name: 'a.jpg', bytes: text('x'), says: { bytes: 33554433 } }, 'file-too-large'],
    ['an encrypted one', { name: 'a.jpg', bytes: text('x'), flags: 1 }, 'entry-encrypted'],
    ['a strongly encrypted one', { name: 'a.jpg', bytes: text('x'), flags: 0x41 }, 'entry-encrypted'],
    ['packed by another method', { name: 'a.jpg', bytes: text('x'), method: 14 }, 'entry-method'],
    ['a bomb', { name: 'a.jpg', bytes: zeros }, 'entry-bomb'],
    [
      'a bomb that says it is small',
      { name: 'a.jpg', bytes: zeros, says: { bytes: 10_000 } },
      'entry-damaged',
    ],
    ['a wrong checksum', { name: 'a.jpg', bytes: text('dog'), says: { crc32: 7 } }, 'entry-damaged'],
    ['a wrong length', { name: 'a.jpg', bytes: text('dog'), says: { bytes: 4 } }, 'entry-damaged'],
    [
      'a wrong length, stored',
      { name: 'a.jpg', bytes: text('dog'), method: 0, says: { bytes: 4 } },
      'entry-damaged',
    ],
    ['data that is not there', { name: 'a.jpg', bytes: text('dog'), says: { headerAt: 7 } }, 'entry-damaged'],
    ['data far away', { name: 'a.jpg', bytes: text('dog'), says: { headerAt: 4e9 } }, 'entry-damaged'],
    [
      'more data than there is',
      { name: 'a.jpg', bytes: text('dog'), says: { packedBytes: 9e6, bytes: 9e6 } },
      'entry-damaged',
    ],
    [
      'a broken extra field',
      { name: 'a.jpg', bytes: text('dog'), extra: Buffer.from([1, 0, 99, 0]) },
      'entry-damaged',
    ],
  ];
  test.each(cases)('%s', async (_, entry, code) => {
    const first = { name: 'dog/first.jpg', bytes: text('dog') };
    expect(await of(first, entry, { ...entry, name: `second-${entry.name}` }, owl)).toEqual([
      'dog/first.jpg = dog',
      `${entry.name}: ${code}`,
      `second-${entry.name}: ${code}`,
      'owl/last.jpg = owl',
    ]);
  });
});

test('entries that share their data end the reading', async () => {
  const shared = Buffer.alloc(100_000, 'overlap');
  const entries = Array.from({ length: 3000 }, (_, index) => ({
    name: `${index}.jpg`,
    bytes: index === 0 ? shared : text('x'),
    says: index === 0 ? {} : { headerAt: 0, bytes: 100_000, packedBytes: 353 },
  }));
  const zip = await of(...entries);
  expect(zip.length).toBeLessThan(1200);
  expect(zip.at(-1)).toBe('archive: archive-bomb');
});

describe('a zip that is cut off', () => {
  const names = ['n02084071/a.jpg', 'n02084071/b.jpg', 'owl/streamed.jpg', 'owl/far.jpg'];

  test('offers what is whole before the cut and says so, wherever it is cut', async () => {
    const zip = await someClasses();
    let most = 0;
    for (let length = 0; length < zip.length; length++) {
      const found = await lines(zip.subarray(0, length));
      expect(found.at(-1)).toBe('archive: archive-damaged');
      expect(found.slice(0, -1).map((line) => line.split(' = ')[0])).toEqual(
        names.slice(0, found.length - 1),
      );
      expect(found.length - 1).toBeGreaterThanOrEqual(most);
      most = found.length - 1;
    }
    expect(most).toBe(4);
  });

  test('is read again from where it was', async () => {
    const zip = await someClasses();
    const cut = inMemory(zip.subarray(0, zip.length - 30));
    const again = await takeOffered(readZip(cut, { skip: (ordinal) => ordinal < 3 }));
    expect(linesOf(again)).toEqual([
      'owl/streamed.jpg = of a length nobody knew',
      'owl/far.jpg = far',
      'archive: archive-damaged',
    ]);
  });
});

test('a bomb in a zip that is cut off ends the reading', async () => {
  const zip = await packed((bombs) => {
    bombs.addBuffer(text('dog'), 'dog.jpg');
    bombs.addReadStream(Readable.from([Buffer.alloc(30_000_000)]), 'bomb.jpg');
    bombs.addBuffer(text('owl'), 'owl.jpg');
  });
  expect(await lines(zip.subarray(0, -30))).toEqual(['dog.jpg = dog', 'archive: archive-damaged']);
});

test('whatever is changed in a zip, reading ends, gives bounded bytes and throws nothing', async () => {
  const honest = await someClasses();
  const hostile = writeZip([
    owl,
    { name: '../a', bytes: text('b') },
    { name: 'x.zip', bytes: text('y'), flags: 1 },
  ]);
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(honest, hostile),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.option(fc.record({ from: fc.nat(), length: fc.nat(64) })),
      async (original, changes, cut) => {
        let zip = Buffer.from(original);
        for (const { at, byte } of changes) zip[at % zip.length] = byte;
        if (cut) {
          const from = cut.from % zip.length;
          zip = Buffer.concat([zip.subarray(0, from), zip.subarray(from + cut.length)]);
        }
        const taken = await takeOffered(readZip(inMemory(zip)));
        const bytes = taken.reduce((sum, each) => sum + ('bytes' in each ? each.bytes.length : 0), 0);
        expect(bytes).toBeLessThan(10_000);
        expect(taken.length).toBeLessThanOrEqual(12);
      },
    ),
    { numRuns: 2000 },
  );
});

test('100,000 tiny files take no memory to speak of', async () => {
  const tiny = (index: number) => ({ name: `tiny/${index}.jpg`, bytes: text('.'), method: 0 });
  const archive = writeZip(Array.from({ length: 100_000 }, (_, index) => tiny(index)));
  const zip = inMemory(archive);
  const before = heapInUse();
  let [count, most] = [0, 0];
  for await (const offered of readZip(zip)) {
    if (isRefused(offered)) throw new Error(offered.reason);
    count += (await offered.read()).length;
    if (count % 10_000 === 0) most = Math.max(most, heapInUse() - before);
  }
  expect(count).toBe(100_000);
  expect(most).toBeLessThan(4 * 1024 * 1024);
}, 60_000);
