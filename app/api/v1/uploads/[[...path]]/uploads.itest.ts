import { expect, test } from 'vitest';
import { createDataset } from '#lib/datasets/server/create-dataset';
import { runImport } from '#lib/datasets/server/run-import';
import type { Person } from '#lib/identity/person';
import { createApiToken } from '#lib/identity/server/api-tokens';
import { makePerson } from '#lib/testing/people';
import { numberedImage, zipOf } from '#lib/testing/uploads';
import { GET as getRefusals } from '../../datasets/[slug]/imports/[id]/refusals/route';
import { GET as getImport } from '../../datasets/[slug]/imports/[id]/route';
import { POST as postImport } from '../../datasets/[slug]/imports/route';
import { DELETE, HEAD, PATCH, POST } from './route';

const handlers = { POST, HEAD, PATCH, DELETE };
const organiser = await makePerson('organiser');
const authorizations = new Map<Person, string>();

async function call(
  person: Person | null,
  method: keyof typeof handlers,
  path: string | undefined,
  headers: Record<string, string> = {},
  body?: Uint8Array<ArrayBuffer>,
) {
  if (person && !authorizations.has(person)) {
    const token = await createApiToken(person, 'test');
    authorizations.set(person, `Bearer ${token}`);
  }
  const request = new Request(`http://localhost/api/v1/uploads${path ? `/${path}` : ''}`, {
    method,
    headers: {
      'tus-resumable': '1.0.0',
      ...(person && { authorization: authorizations.get(person) as string }),
      ...headers,
    },
    ...(body && { body, duplex: 'half' as const }),
  });
  return handlers[method](request, { params: Promise.resolve(path ? { path: [path] } : {}) });
}

const begin = (person: Person, bytes: number, filename: string) =>
  call(person, 'POST', undefined, {
    'upload-length': String(bytes),
    'upload-metadata': `filename ${Buffer.from(filename).toString('base64')},owner ${Buffer.from('somebody').toString('base64')}`,
  });
const patch = (person: Person, id: string, offset: number, bytes: Uint8Array) =>
  call(
    person,
    'PATCH',
    id,
    { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    new Uint8Array(bytes),
  );

test('an upload that broke off is gone on with, and then imported', async () => {
  await createDataset(organiser, { slug: 'uploaded', title: 'Uploaded', description: '' });
  const zip = await zipOf([
    ['n02084071/1.png', await numberedImage(1)],
    ['n02084071/2.png', await numberedImage(2)],
    ['n02084071/3.jpg', Buffer.from('none')],
  ]);
  const made = await begin(organiser, zip.length, 'C:\\birds\\birds.zip');
  expect(made.status).toBe(201);
  const id = made.headers.get('location')?.split('/').at(-1) ?? '';
  expect(id).toMatch(/^[0-9a-f]{32}$/);

  expect((await patch(organiser, id, 0, zip.subarray(0, 100))).status).toBe(204);
  const fields = { title: 'Birds', author: 'Ada', license: 'CC-BY-4.0' };
  const ask = (body: object) =>
    postImport(
      new Request('http://localhost/', {
        method: 'POST',
        headers: { authorization: authorizations.get(organiser) as string },
        body: JSON.stringify(body),
      }),
      { params: Promise.resolve({ slug: 'uploaded' }) },
    );
  expect(await (await ask({ upload: id, ...fields })).json()).toMatchObject({ code: 'upload-unfinished' });

  const head = await call(organiser, 'HEAD', id);
  expect(head.headers.get('upload-offset')).toBe('100');
  expect((await patch(organiser, id, 7, zip.subarray(7))).status).toBe(409);
  expect((await patch(organiser, id, 100, zip.subarray(100))).status).toBe(204);

  const answer = await ask({ upload: id, ...fields });
  expect(answer.status).toBe(201);
  const { id: importId } = (await answer.json()) as { id: string };
  await runImport(importId, new AbortController().signal);
  const read = async (get: typeof getImport, query = '') => {
    const headers = { authorization: authorizations.get(organiser) as string };
    const request = new Request(`http://localhost/${query}`, { headers });
    return (await get(request, { params: Promise.resolve({ slug: 'uploaded', id: importId }) })).json();
  };
  expect(await read(getImport)).toMatchObject({ state: 'done', name: 'birds.zip', added: 2, refused: 1 });
  expect(await read(getRefusals, '?limit=1')).toMatchObject({
    items: [{ path: 'n02084071/3.jpg', code: 'not-an-image' }],
    nextCursor: null,
  });
});

test('uploads are their makers’ alone, of organisers, and no larger than is allowed', async () => {
  const made = await begin(organiser, 10, 'a.zip');
  const id = made.headers.get('location')?.split('/').at(-1) ?? '';
  const other = await makePerson('organiser');
  expect((await call(other, 'HEAD', id)).status).toBe(404);
  expect((await patch(other, id, 0, new Uint8Array(10))).status).toBe(404);
  expect((await call(other, 'DELETE', id)).status).toBe(404);
  expect((await call(null, 'HEAD', id, { authorization: 'Bearer none' })).status).toBe(401);
  expect((await begin(await makePerson('labeler'), 10, 'a.zip')).status).toBe(403);
  expect((await begin(organiser, 1e15, 'a.zip')).status).toBe(413);
  expect((await begin(organiser, 100e9, 'a.zip')).status).toBeOneOf([201, 503]);
  expect((await call(organiser, 'HEAD', '../secrets')).status).toBe(404);
  expect((await patch(organiser, id, 0, new Uint8Array(20))).status).not.toBe(204);
  expect((await call(organiser, 'DELETE', id)).status).toBe(204);
  expect((await call(organiser, 'HEAD', id)).status).toBe(404);
});
