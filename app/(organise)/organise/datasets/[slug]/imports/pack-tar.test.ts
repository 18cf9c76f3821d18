import { expect, test } from 'vitest';
import { isRefused } from '#lib/images/intake/offered';
import { readTar } from '#lib/images/intake/read-tar';
import { packTar } from './pack-tar';

const fileOf = (text: string) => Object.assign(new Blob([text]), { lastModified: 1_700_000_000_000 });

test('what is packed is read again, whatever its name', async () => {
  const long = `${'folder/'.repeat(30)}1.png`;
  const files = [
    ['dog/1.png', 'a'],
    ['dog/2.png', 'b'.repeat(512)],
    [long, 'c'.repeat(700)],
    ['vögel/Blaumeise ☂.png', 'd'],
    [`${'ä'.repeat(44)}.png`, 'e'],
    [`${'x'.repeat(96)}.png`, 'f'],
  ] as const;
  const tar = packTar(files.map(([path, text]) => ({ path, file: fileOf(text) })));
  const found: [string, string][] = [];
  for await (const offered of readTar(tar.stream() as unknown as AsyncIterable<Uint8Array>)) {
    expect(isRefused(offered)).toBe(false);
    if (!isRefused(offered)) found.push([offered.path, Buffer.from(await offered.read()).toString()]);
  }
  expect(found).toEqual(files.map(([path, text]) => [path, text]));
});

test('the same files give the same bytes', async () => {
  const files = [{ path: 'dog/1.png', file: fileOf('a') }];
  expect(await packTar(files).text()).toBe(await packTar(files).text());
});
