import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { heapInUse } from '../testing/heap-in-use.ts';
import { linesOf, takeOffered } from '../testing/take-offered.ts';
import { isRefused, type Offered } from './offered.ts';
import { readTar } from './read-tar.ts';

const text = (words: string) => Buffer.from(words);

/** In pieces whose ends fall anywhere. */
function* inPieces(bytes: Uint8Array, length = 1000): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}
const stream = (bytes: Uint8Array, length?: number) => Readable.from(inPieces(bytes, length));
const lines = async (tar: Uint8Array) => linesOf(await takeOffered(readTar(stream(tar))));

type RawTarEntry = Partial<Header> & { name: string; bytes?: string | Buffer };
function tarOf(...entries: RawTarEntry[]): Promise<Buffer> {
  const tar = pack();
  for (const { bytes, ...header } of entries) tar.entry(header, bytes ?? '');
  tar.finalize();
  return buffer(tar as unknown as Readable);
}
const owl: RawTarEntry = { name: 'owl/last.jpg', bytes: 'owl' };
const long = `n02084071/${'long/'.repeat(60)}c.jpg`;
const someClasses = () =>
  tarOf(
    { name: 'n02084071/', type: 'directory' },
    { name: 'n02084071/a.jpg', bytes: 'dog '.repeat(500) },
    { name: long, bytes: 'long' },
    { name: 'フクロウ/é.jpg', bytes: 'owl' },
    owl,
  );

/** Puts other bytes into a header and its sum right. */
function withHeader(tar: Buffer, at: number, change: (header: Buffer) => void): Buffer {
  const copy = Buffer.from(tar);
  const header = copy.subarray(at, at + 512);
  change(header);
  header.fill(' ', 148, 156);
  const sum = header.reduce((total, byte) => total + byte, 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return copy;
}

describe.each([
  ['a tar', (tar: Buffer) => tar],
  ['a tar in gzip', (tar: Buffer) => gzipSync(tar)],
])('%s', (_, packed) => {
  test('offers its files with their bytes, in its order, and passes folders in silence', async () => {
    const taken = await takeOffered(readTar(stream(packed(await someClasses()), 1)));
    expect(linesOf(taken)).toEqual([
      `n02084071/a.jpg = ${'dog '.repeat(500)}`,
      `${long} = long`,
      'フクロウ/é.jpg = owl',
      'owl/last.jpg = owl',
    ]);
    expect(taken.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });

  test('lets files be read later and says how far it is', async () => {
    const tar = packed(await someClasses());
    const offered: Offered[] = [];
    for await (const each of readTar(stream(tar, 100), { size: tar.length })) offered.push(each);
    const bytes = await Promise.all(offered.map((each) => (isRefused(each) ? text('') : each.read())));
    expect(bytes.map((each) => each.length)).toEqual([2000, 4, 3, 3]);
    const passed = offered.map((each) => each.passed ?? -1);
    expect(passed).toEqual([...passed].sort((a, b) => a - b));
    expect(Math.min(...passed)).toBeGreaterThan(0);
    expect(Math.max(...passed)).toBeLessThanOrEqual(1);
  });

  test('passes what is skipped', async () => {
    const tar = packed(await someClasses());
    expect(linesOf(await takeOffered(readTar(stream(tar), { skip: (ordinal) => ordinal < 4 })))).toEqual([
      'owl/last.jpg = owl',
    ]);
  });

  test('offers what is whole before a cut and says so, wherever it is cut', async () => {
    const tar = packed(await someClasses());
    const names = ['n02084071/a.jpg', long, 'フクロウ/é.jpg', 'owl/last.jpg'];
    let most = 0;
    for (let length = 0; length < tar.length - 1024; length += 41) {
      const found = await lines(tar.subarray(0, length));
      expect(found.at(-1)).toBe('archive: archive-damaged');
      expect(found.slice(0, -1).map((line) => line.split(' = ')[0])).toEqual(
        names.slice(0, found.length - 1),
      );
      expect(found.length - 1).toBeGreaterThanOrEqual(most);
      most = found.length - 1;
    }
  });

  test('is empty where it is', async () => {
    expect(await lines(packed(await tarOf()))).toEqual([]);
  });

  test('ends when it is told to, and when nobody asks for more', async () => {
    const tar = packed(await someClasses());
    const gone = AbortSignal.abort(new Error('cancelled'));
    await expect(takeOffered(readTar(stream(tar), { signal: gone }))).rejects.toThrow('cancelled');
    const source = stream(tar, 100);
    for await (const _ of readTar(source)) break;
    expect(source.destroyed).toBe(true);
  });

  test("throws the source's fault as what it is", async () => {
    const tar = packed(await someClasses());
    async function* failing() {
      yield tar.subarray(0, tar.length / 2);
      throw new Error('EIO');
    }
    await expect(takeOffered(readTar(failing()))).rejects.toThrow('EIO');
  });
});

test('all files of a tar that has lost its end, packed or not, are offered', async () => {
  const tar = await someClasses();
  for (const cut of [tar.subarray(0, -1024), gzipSync(tar).subarray(0, -4)]) {
    const found = await lines(cut);
    expect(found).toHaveLength(5);
    expect(found.slice(3)).toEqual(['owl/last.jpg = owl', 'archive: archive-damaged']);
  }
});

describe('hostile entries stop nothing else', () => {
  const cases: [string, RawTarEntry, string][] = [
    ['a way out', { name: '../a.jpg', bytes: 'x' }, '../a.jpg: path-unsafe'],
    ['a way out by a longer way', { name: 'dog/../../a.jpg', bytes: 'x' }, 'dog/../../a.jpg: path-unsafe'],
    ['an absolute name', { name: '/etc/passwd', bytes: 'x' }, '/etc/passwd: path-unsafe'],
    ['a symbolic link', { name: 'a.jpg', type: 'symlink', linkname: '/etc/passwd' }, 'a.jpg: not-a-file'],
    ['a hard link', { name: 'a.jpg', type: 'link', linkname: 'dog/first.jpg' }, 'a.jpg: not-a-file'],
    ['a device', { name: 'a.jpg', type: 'character-device', devmajor: 1 }, 'a.jpg: not-a-file'],
    ['a block device', { name: 'a.jpg', type: 'block-device', devmajor: 8 }, 'a.jpg: not-a-file'],
    ['a pipe', { name: 'a.jpg', type: 'fifo' }, 'a.jpg: not-a-file'],
    ['an archive inside', { name: 'a.tar', bytes: 'x' }, 'a.tar: nested-archive'],
    ['an empty file', { name: 'a.jpg' }, 'a.jpg: file-empty'],
    ['a name that was there', { name: 'dog/first.jpg', bytes: 'x' }, 'dog/first.jpg: path-twice'],
    [
      'a name longer than anybody needs',
      { name: 'x'.repeat(3000), bytes: 'x' },
      `${'x'.repeat(1024)}: path-too-long`,
    ],
    ['a file too large', { name: 'a.jpg', bytes: Buffer.alloc(33 * 1024 * 1024) }, 'a.jpg: file-too-large'],
  ];
  test.each(cases)('%s', async (_, entry, line) => {
    const tar = await tarOf({ name: 'dog/first.jpg', bytes: 'dog' }, entry, owl);
    const expected = ['dog/first.jpg = dog', line, 'owl/last.jpg = owl'];
    expect(linesOf(await takeOffered(readTar(stream(tar, 65_536))))).toEqual(expected);
  });

  test('a sparse file', async () => {
    const tar = withHeader(await tarOf({ name: 'a.jpg', bytes: 'x' }, owl), 0, (header) =>
      header.write('S', 156),
    );
    expect(await lines(tar)).toEqual(['a.jpg: not-a-file', 'owl/last.jpg = owl']);
  });

  test('names of other code pages stay apart', async () => {
    const two = await tarOf({ name: 'a.jpg', bytes: '1' }, { name: 'b.jpg', bytes: '2' });
    const first = withHeader(two, 0, (header) => header.writeUInt8(0xe9, 0));
    const both = withHeader(first, 1024, (header) => header.writeUInt8(0xe8, 0));
    expect(await lines(both)).toEqual(['é.jpg = 1', 'è.jpg = 2']);
  });
});

describe('hostile archives end with one refusal', () => {
  test.each([
    ['a negative length', (header: Buffer) => header.fill(0xff, 124, 136)],
    ['a length beyond all numbers', (header: Buffer) => header.fill(0xff, 125, 136).writeUInt8(0x80, 124)],
    ['a length of no known kind', (header: Buffer) => header.fill(0xc3, 124, 136)],
    ['a length that is no number', (header: Buffer) => header.write('zzzzzzzzzzz', 124)],
    [
      'a long name of a gigabyte',
      (header: Buffer) => header.write('10000000000', 124) && header.write('L', 156),
    ],
  ])('%s', async (_, change) => {
    const found = await lines(withHeader(await tarOf(owl, owl), 1024, change));
    expect(found[0]).toBe('owl/last.jpg = owl');
    expect(found.at(-1)).toBe('archive: archive-damaged');
    expect(found.length).toBeLessThanOrEqual(3);
  });

  test('a header whose sum is wrong', async () => {
    const tar = await tarOf(owl, { ...owl, name: 'b.jpg' });
    tar.writeUInt8(65, 1024);
    expect(await lines(tar)).toEqual(['owl/last.jpg = owl', 'archive: archive-damaged']);
  });

  test('no tar at all', async () => {
    expect(await lines(text('no tar '.repeat(500)))).toEqual(['archive: archive-damaged']);
  });

  test('a gzip that unpacks to very much more', async () => {
    const name = `${'x'.repeat(90)}.jpg`;
    const zeros = await tarOf(owl, { name, bytes: Buffer.alloc(30 * 1024 * 1024) });
    const packed = gzipSync(zeros.subarray(0, 1024 + 512 + 30 * 1024 * 1024));
    const many = Buffer.concat(Array(12).fill(packed));
    const found = await takeOffered(readTar(stream(many, 16_384)));
    expect(found.at(-1)).toMatchObject({ path: 'archive', code: 'archive-bomb' });
  });
});

test('whatever is changed in a tar, reading ends, gives bounded bytes and throws nothing', async () => {
  const plain = await someClasses();
  const packed = gzipSync(plain);
  const byte = fc.integer({ min: 0, max: 255 });
  const anywhere = fc.record({ at: fc.nat(plain.length), byte });
  // Name, length, type and mark of a header: few changes elsewhere are seen at all.
  const inHeader = fc
    .record({
      block: fc.nat(plain.length / 512 - 1),
      field: fc.constantFrom(0, 124, 125, 134, 156, 257),
      byte,
    })
    .map(({ block, field, byte }) => ({ at: block * 512 + field, byte }));
  const change = fc.oneof(anywhere, inHeader);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(plain, packed),
      fc.boolean(),
      fc.array(change, { minLength: 1, maxLength: 8 }),
      fc.option(fc.record({ from: fc.nat(), length: fc.nat(600) })),
      async (original, sumsRight, changes, cut) => {
        let tar: Buffer = Buffer.from(original);
        for (const { at, byte } of changes) tar[at % tar.length] = byte;
        if (sumsRight && original === plain) {
          for (let at = 0; at < tar.length; at += 512) {
            if (tar.toString('latin1', at + 257, at + 262) === 'ustar') tar = withHeader(tar, at, () => {});
          }
        }
        if (cut) {
          const from = cut.from % tar.length;
          tar = Buffer.concat([tar.subarray(0, from), tar.subarray(from + cut.length)]);
        }
        const taken = await takeOffered(readTar(stream(tar)));
        const bytes = taken.reduce((sum, each) => sum + ('bytes' in each ? each.bytes.length : 0), 0);
        expect(bytes).toBeLessThanOrEqual(plain.length);
        expect(taken.length).toBeLessThanOrEqual(plain.length / 512);
      },
    ),
    { numRuns: 1500 },
  );
});

test('20,000 files take no memory to speak of', async () => {
  const tar = pack();
  const count = 20_000;
  const filling = (async () => {
    const bytes = Buffer.alloc(2000, 'picture');
    for (let index = 0; index < count; index++) {
      await new Promise<void>((resolve, reject) => {
        tar.entry({ name: `many/${index}.jpg` }, bytes, (error) => (error ? reject(error) : resolve()));
      });
    }
    tar.finalize();
  })();
  const before = heapInUse();
  let [read, most] = [0, 0];
  for await (const offered of readTar(tar as AsyncIterable<Uint8Array>)) {
    if (isRefused(offered)) throw new Error(offered.reason);
    read += (await offered.read()).length;
    if (offered.ordinal % 2000 === 0) most = Math.max(most, heapInUse() - before);
  }
  await filling;
  expect(read).toBe(count * 2000);
  expect(most).toBeLessThan(4 * 1024 * 1024);
}, 60_000);
