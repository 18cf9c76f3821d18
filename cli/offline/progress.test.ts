import { expect, test } from 'vitest';
import { showDuration, showProgress } from './progress.ts';

test.each([
  [0.2, '1 s'],
  [59, '59 s'],
  [65, '1 min 05 s'],
  [7_500, '2 h 05 min'],
])('%d seconds are %s', (seconds, text) => {
  expect(showDuration(seconds)).toBe(text);
});

function follow(isTTY: boolean, times: number[]) {
  const written: string[] = [];
  const clock = [0, ...times];
  let at = 0;
  const progress = showProgress({ isTTY, write: (text) => written.push(text) }, () => clock[at] as number);
  for (const [i] of times.entries()) {
    at = i + 1;
    progress.update({ done: i + 1, total: 4, secondsLeft: 90 });
  }
  progress.end();
  return written;
}

test('a terminal has a bar that is wiped at the end', () => {
  const written = follow(true, [0, 50, 200]);
  expect(written).toHaveLength(3);
  expect(written[1]).toBe(`\r\u001b[K${'█'.repeat(23)}${'░'.repeat(7)} 3 of 4 images, 1 min 30 s left`);
  expect(written[2]).toBe('\r\u001b[K');
});

test('elsewhere a line comes every ten seconds', () => {
  expect(follow(false, [5_000, 10_001, 15_000, 21_000])).toEqual([
    '2 of 4 images, 1 min 30 s left\n',
    '4 of 4 images, 1 min 30 s left\n',
  ]);
});
