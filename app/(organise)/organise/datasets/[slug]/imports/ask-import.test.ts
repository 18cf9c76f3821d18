import { afterEach, expect, test, vi } from 'vitest';
import { newImportSchema } from '#lib/datasets/import';
import { askImport } from './ask-import';

afterEach(() => vi.unstubAllGlobals());

const words = {
  title: 'Garden',
  author: 'Ada',
  license: 'CC0-1.0',
  otherLicense: '',
  licenseUrl: '',
  homepage: '',
  noun: '',
};

/** Answers as the server would; gives what was asked. */
function answering(status: number, answer: unknown) {
  const asked: { address: string; body: unknown }[] = [];
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    asked.push({ address, body: JSON.parse(String(init.body)) });
    return Response.json(answer, { status });
  });
  return asked;
}

test.each([[{ upload: 'a'.repeat(32) }], [{ prefix: 's3://pictures/garden/' }]])(
  'what is asked for is what the server takes: %j',
  async (of) => {
    const asked = answering(201, { id: 'import-1' });
    expect(await askImport('birds', of, words)).toEqual({ ok: true, id: 'import-1' });
    expect(asked[0]?.address).toBe('/api/v1/datasets/birds/imports');
    expect(newImportSchema.parse(asked[0]?.body)).toMatchObject({
      ...of,
      source: { title: 'Garden', license: 'CC0-1.0' },
    });
  },
);

test('another licence is sent by the identifier that was typed', async () => {
  const asked = answering(201, { id: 'import-1' });
  await askImport('birds', { upload: 'a' }, { ...words, license: 'other', otherLicense: 'GFDL-1.3-only' });
  expect(asked[0]?.body).toMatchObject({ license: 'GFDL-1.3-only' });
  expect(asked[0]?.body).not.toHaveProperty('otherLicense');
});

test('what is refused stands at its field', async () => {
  answering(409, { detail: 'The source garden is known otherwise.', field: 'slug' });
  const message = 'The source garden is known otherwise.';
  expect(await askImport('birds', { upload: 'a' }, words)).toEqual({
    ok: false,
    message,
    fieldErrors: { title: message },
  });
  answering(422, {
    detail: 'In the body: author: too long.',
    problems: [{ field: 'author', message: 'too long' }],
  });
  expect(await askImport('birds', { upload: 'a' }, words)).toMatchObject({
    fieldErrors: { author: 'too long' },
  });
});
