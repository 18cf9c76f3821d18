import { spawnSync } from 'node:child_process';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { untar } from '#lib/testing/export-source';
import { measuredEntry, type TarEntry, tarChunks, textEntry } from './tar.ts';

const time = new Date('2026-03-04T05:06:07Z');
const pack = (entries: Iterable<TarEntry>) => buffer(Readable.from(tarChunks(entries, time)));

test('what is packed is unpacked the same, whatever its length', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 8 }), async (contents) => {
      const entries = contents.map((content, i) => ({
        name: `a/${i}.bin`,
        bytes: content.length,
        chunks: [content],
      }));
      const read = await untar(await pack(entries));
      expect(read.map(({ name }) => name)).toEqual(entries.map(({ name }) => name));
      for (const [i, { content }] of read.entries()) expect([...content]).toEqual([...(contents[i] ?? [])]);
    }),
    { numRuns: 50 },
  );
});

test('GNU tar lists it without a complaint', async () => {
  const long = await measuredEntry('lines.txt', async function* () {
    for (let n = 0; n < 30_000; n++) yield `line ${n} ä\n`;
  });
  const archive = await pack([textEntry('a.txt', 'hello\n'), long]);
  const { status, stdout, stderr } = spawnSync('tar', ['-tvf', '-', '--utc'], {
    input: archive,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).toMatch(/-rw-r--r-- 0\/0 +6 2026-03-04 05:06 a\.txt\n.* lines\.txt\n$/);
});

test('a file that is not as long as was said ends it', async () => {
  await expect(pack([{ name: 'a', bytes: 3, chunks: [new Uint8Array(2)] }])).rejects.toThrow('a has 2 bytes');
  await expect(pack([textEntry('n'.repeat(101), '')])).rejects.toThrow('too long');
});

test('a length of 8 GiB and more stands in the header as a number of base 256', async () => {
  const bytes = 9 * 2 ** 30;
  const chunks = tarChunks([{ name: 'big', bytes, chunks: [] }], time);
  const { value: header } = await chunks.next();
  const field = Buffer.from(header as Uint8Array).subarray(124, 136);
  expect(field[0]).toBe(0x80);
  expect(Number(field.readBigUInt64BE(4))).toBe(bytes);
});
