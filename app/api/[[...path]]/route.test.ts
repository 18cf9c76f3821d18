import { expect, test } from 'vitest';
import { DELETE, GET, PATCH, POST, PUT } from './route';

test('an address of the API that there is not is refused as a problem document', async () => {
  for (const handle of [GET, POST, PUT, PATCH, DELETE]) {
    const answer = await handle(new Request('http://nest/api/v1/synset/n02084071'));
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(await answer.json()).toMatchObject({
      code: 'no-such-address',
      detail: expect.stringContaining('/api/v1/synset/n02084071'),
    });
  }
});
