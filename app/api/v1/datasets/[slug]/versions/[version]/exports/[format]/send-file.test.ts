import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { sendFile } from './send-file';

const content = Buffer.from(Array.from({ length: 5000 }, (_, n) => n % 251));
const sha256 = createHash('sha256').update(content).digest('hex');
const etag = `"${sha256}"`;

const file = {
  name: 'drawings-v1.csv',
  contentType: 'text/csv; charset=utf-8',
  bytes: content.length,
  sha256,
  stream: async (range?: { start: number; end: number }) =>
    Readable.from([range ? content.subarray(range.start, range.end + 1) : content]),
};

async function ask(headers: Record<string, string> = {}, method = 'GET') {
  const answer = await sendFile(new Request('http://nest/file', { headers, method }), file);
  const body = Buffer.from(await answer.arrayBuffer());
  return { status: answer.status, headers: answer.headers, body };
}

test('the whole, with its tag, length, name and digest', async () => {
  const { status, headers, body } = await ask();
  expect(status).toBe(200);
  expect(body.equals(content)).toBe(true);
  expect(Object.fromEntries(headers)).toMatchObject({
    etag,
    'accept-ranges': 'bytes',
    'content-length': '5000',
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="drawings-v1.csv"',
    'repr-digest': `sha-256=:${createHash('sha256').update(content).digest('base64')}:`,
  });
});

test.each([
  ['bytes=0-99', 0, 99],
  ['bytes=4000-', 4000, 4999],
  ['bytes=-10', 4990, 4999],
  ['bytes=4999-9999', 4999, 4999],
])('%s is a part', async (range, start, end) => {
  const { status, headers, body } = await ask({ range });
  expect(status).toBe(206);
  expect(headers.get('content-range')).toBe(`bytes ${start}-${end}/5000`);
  expect(headers.get('content-length')).toBe(String(end - start + 1));
  expect(body.equals(content.subarray(start, end + 1))).toBe(true);
});

test('a part behind the end is refused with the length', async () => {
  const { status, headers, body } = await ask({ range: 'bytes=5000-' });
  expect(status).toBe(416);
  expect(headers.get('content-range')).toBe('bytes */5000');
  expect(body).toHaveLength(0);
});

test('a part is given only of the file that it was begun with', async () => {
  const range = 'bytes=100-';
  expect((await ask({ range, 'if-range': etag })).status).toBe(206);
  for (const other of ['"another"', `W/${etag}`, 'Mon, 23 Nov 2026 00:00:00 GMT'])
    expect((await ask({ range, 'if-range': other })).status).toBe(200);
});

test('what is known is not sent again; a question for the head has no body', async () => {
  expect((await ask({ 'if-none-match': `"x", ${etag}` })).status).toBe(304);
  expect((await ask({ 'if-none-match': '"x"' })).status).toBe(200);
  const head = await ask({}, 'HEAD');
  expect(head.headers.get('content-length')).toBe('5000');
  expect(head.body).toHaveLength(0);
});
