import { afterEach, expect, test, vi } from 'vitest';
import { inOneTab } from './one-tab';

afterEach(() => vi.unstubAllGlobals());

type Request = (name: string, work: () => Promise<void>) => Promise<void>;

async function timesRun(locks: { request: Request } | undefined, work = async () => {}): Promise<number> {
  vi.stubGlobal('navigator', { locks });
  let times = 0;
  await inOneTab('unsent', () => {
    times++;
    return work();
  });
  return times;
}

const granted: Request = (_, work) => work();
const refused: Request = async () => {
  throw new DOMException('Access is denied', 'SecurityError');
};

test('work is done once, with a lock, without locks, and where the browser refuses them', async () => {
  expect(await timesRun({ request: granted })).toBe(1);
  expect(await timesRun(undefined)).toBe(1);
  expect(await timesRun({ request: refused })).toBe(1);
});

test('work that fails is not done again', async () => {
  const times: number[] = [];
  const failing = async () => {
    times.push(1);
    throw new Error('broken');
  };
  await expect(timesRun({ request: granted }, failing)).rejects.toThrow('broken');
  expect(times).toHaveLength(1);
});
