import { expect, test } from 'vitest';
import { ModelAccount } from './model-use.ts';

test('without jobs elsewhere everything counts, loading included', () => {
  const account = new ModelAccount();
  account.add(2, 0);
  account.startJob(null);
  account.add(1, 8);
  expect(account.counted()).toEqual({ seconds: 3, images: 8 });
  expect(account.job()).toEqual({ seconds: 1, images: 8 });
});

test('with jobs elsewhere this job and they count, and they may grow', () => {
  const account = new ModelAccount();
  account.add(2, 0);
  account.startJob(null);
  account.add(1, 8);
  let images = 100;
  account.startJob(() => ({ seconds: 10, images }));
  account.add(4, 16);
  images = 200;
  expect(account.counted()).toEqual({ seconds: 14, images: 216 });
  expect(account.job()).toEqual({ seconds: 4, images: 16 });
  expect(account.whole()).toEqual({ seconds: 7, images: 24 });
});
