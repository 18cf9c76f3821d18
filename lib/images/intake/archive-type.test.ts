import { buffer } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { expect, test } from 'vitest';
import { writeZip } from '../testing/write-zip.ts';
import { ARCHIVE_HEAD_BYTES, archiveTypeOf } from './archive-type.ts';

test('tells archives by their first bytes and from what is none', async () => {
  const tar = pack();
  tar.entry({ name: 'a.jpg' }, 'dog');
  tar.finalize();
  const plain = await buffer(tar as AsyncIterable<Uint8Array>);
  const head = plain.subarray(0, ARCHIVE_HEAD_BYTES);
  expect(archiveTypeOf(head)).toBe('tar');
  expect(archiveTypeOf(gzipSync(plain).subarray(0, ARCHIVE_HEAD_BYTES))).toBe('gzip');
  expect(archiveTypeOf(writeZip([{ name: 'a.jpg', bytes: head }]))).toBe('zip');
  expect(archiveTypeOf(writeZip([]))).toBe('zip');
  for (const other of ['', 'PK', 'url,license\n'.repeat(100), '\0'.repeat(512)]) {
    expect(archiveTypeOf(Buffer.from(other))).toBeUndefined();
  }
  expect(archiveTypeOf(Buffer.from(head).fill('x', 0, 1))).toBeUndefined();
  expect(archiveTypeOf(head.subarray(0, 100))).toBeUndefined();
});
