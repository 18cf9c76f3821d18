import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openPassage } from './passage.ts';

async function pair() {
  const name = randomBytes(8).toString('hex');
  return { asks: await openPassage(name, 'asks'), answers: await openPassage(name, 'answers') };
}

test('a message of any size arrives whole, and in order', async () => {
  const { asks, answers } = await pair();
  const large = randomBytes(2_000_003);
  const sent = [Buffer.alloc(0), Buffer.from('small'), large, Buffer.alloc(20_000)];
  for (const [number, bytes] of sent.entries()) await asks.send(`kind-${number}`, bytes);
  const messages = answers.messages();
  for (const [number, bytes] of sent.entries()) {
    const { value } = await messages.next();
    expect(value?.kind).toBe(`kind-${number}`);
    expect(value?.bytes.equals(bytes)).toBe(true);
  }
  await answers.send('thanks');
  expect((await asks.messages().next()).value).toMatchObject({ kind: 'thanks' });
  await Promise.all([asks.close(), answers.close()]);
});

test('what is sent where nobody listens is gone', async () => {
  const name = randomBytes(8).toString('hex');
  const asks = await openPassage(name, 'asks');
  await asks.send('lost');
  const answers = await openPassage(name, 'answers');
  await asks.send('heard');
  expect((await answers.messages().next()).value).toMatchObject({ kind: 'heard' });
  await Promise.all([asks.close(), answers.close()]);
});

test('messages end when their end is closed', async () => {
  const { asks, answers } = await pair();
  const next = answers.messages().next();
  await answers.close();
  expect(await next).toMatchObject({ done: true });
  await asks.close();
});
