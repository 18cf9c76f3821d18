import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { keptFor } from './kept-for.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('reads a key again only after its time', async () => {
  const read = vi.fn(async (key: string) => `${key} ${read.mock.calls.length}`);
  const get = keptFor({ milliseconds: 1000, keys: 10 }, read);
  expect(await get('a')).toBe('a 1');
  vi.advanceTimersByTime(999);
  expect(await get('a')).toBe('a 1');
  expect(await get('b')).toBe('b 2');
  vi.advanceTimersByTime(1);
  expect(await get('a')).toBe('a 3');
});

it('keeps no more keys than it may, and nothing that could not be read', async () => {
  const read = vi.fn(async (key: string) => key);
  const get = keptFor({ milliseconds: 1000, keys: 2 }, read);
  for (const key of ['a', 'b', 'c']) await get(key);
  await get('c');
  expect(read).toHaveBeenCalledTimes(3);
  await get('a');
  expect(read).toHaveBeenCalledTimes(4);
  read.mockRejectedValueOnce(new Error('lost'));
  await expect(get('d')).rejects.toThrow('lost');
  expect(await get('d')).toBe('d');
});

it('reads a key once for all who ask for it at the same time', async () => {
  const read = vi.fn(async (key: string) => `${key} ${read.mock.calls.length}`);
  const get = keptFor({ milliseconds: 1000, keys: 2 }, read);
  expect(await Promise.all([get('a'), get('a'), get('a')])).toEqual(['a 1', 'a 1', 'a 1']);
});
