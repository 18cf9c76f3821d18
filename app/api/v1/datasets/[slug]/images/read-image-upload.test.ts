import { expect, test } from 'vitest';
import { MAX_IMAGE_BYTES } from '#lib/images/image-limits';
import { readImageUpload } from './read-image-upload';

async function read(body: BodyInit, headers?: HeadersInit) {
  const upload = readImageUpload(new Request('http://localhost/', { method: 'POST', body, headers }));
  const fields = await upload.fields();
  const files: { name: string; bytes: number }[] = [];
  for await (const { name, bytes } of upload.files) files.push({ name, bytes: bytes.length });
  return { fields, files };
}

function form(...files: [name: string, bytes: number][]): FormData {
  const data = new FormData();
  data.set('title', 'Garden birds');
  data.set('author', 'Ada');
  for (const [name, bytes] of files) data.append('files', new File([new Uint8Array(bytes)], name));
  return data;
}

test('gives the fields, then the files in order', async () => {
  expect(await read(form(['a.jpg', 3], ['b.jpg', 0], ['c.jpg', 70_000]))).toEqual({
    fields: { title: 'Garden birds', author: 'Ada' },
    files: [
      { name: 'a.jpg', bytes: 3 },
      { name: 'b.jpg', bytes: 0 },
      { name: 'c.jpg', bytes: 70_000 },
    ],
  });
});

test('many files wait for whoever takes them in, none is lost', async () => {
  const { files } = await read(
    form(...Array.from({ length: 60 }, (_, i) => [`${i}.png`, 40_000] as [string, number])),
  );
  expect(files.map(({ name }) => name)).toEqual(Array.from({ length: 60 }, (_, i) => `${i}.png`));
});

test('a file over the limit is cut and the next one still comes', async () => {
  const { files } = await read(form(['large.png', MAX_IMAGE_BYTES + 5000], ['small.png', 9]));
  expect(files).toEqual([
    { name: 'large.png', bytes: MAX_IMAGE_BYTES + 1 },
    { name: 'small.png', bytes: 9 },
  ]);
});

test('a form without files has fields and no files', async () => {
  expect((await read(form())).files).toEqual([]);
});

test('what is no form, is cut off or has too many files is refused in words', async () => {
  await expect(read('{}', { 'content-type': 'application/json' })).rejects.toMatchObject({
    code: 'bad-form',
  });
  const whole = new Response(form(['a.jpg', 300_000]));
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const type = whole.headers.get('content-type') ?? '';
  await expect(read(bytes.slice(0, 200_000), { 'content-type': type })).rejects.toMatchObject({
    code: 'bad-form',
  });
  const many = form(...Array.from({ length: 2001 }, (_, i) => [`${i}.png`, 1] as [string, number]));
  await expect(read(many)).rejects.toMatchObject({ code: 'too-many-files' });
});

test('stopped before it is read, it ends', async () => {
  const data = form(...Array.from({ length: 40 }, (_, i) => [`${i}.png`, 100_000] as [string, number]));
  const upload = readImageUpload(new Request('http://localhost/', { method: 'POST', body: data }));
  await upload.fields();
  upload.stop();
  await expect(upload.files[Symbol.asyncIterator]().next()).rejects.toBeDefined();
});
