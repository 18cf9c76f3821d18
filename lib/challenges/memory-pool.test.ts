import { expect, it } from 'vitest';
import { type MemoryPool, openMemoryPool } from './memory-pool.ts';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

/** Asks for memory and tells whether it was given. */
function ask(pool: MemoryPool, memoryMb: number, makeRoom = async () => false) {
  const asked = { held: false, letGo: () => {} };
  void pool.hold(memoryMb, makeRoom).then((letGo) => {
    Object.assign(asked, { held: true, letGo });
  });
  return asked;
}

it('gives what fits, lets the others wait, and gives them what is let go', async () => {
  const pool = openMemoryPool(() => 1000);
  const [first, second, third] = [ask(pool, 600), ask(pool, 400), ask(pool, 500)];
  await settle();
  expect([first.held, second.held, third.held]).toEqual([true, true, false]);
  first.letGo();
  await settle();
  expect(third.held).toBe(true);
});

it('lets one that may fill more than there is run alone', async () => {
  const pool = openMemoryPool(() => 1000);
  const [small, large] = [ask(pool, 100), ask(pool, 5000)];
  await settle();
  expect(large.held).toBe(false);
  small.letGo();
  await settle();
  const other = ask(pool, 100);
  await settle();
  expect([large.held, other.held]).toEqual([true, false]);
  large.letGo();
  await settle();
  expect(other.held).toBe(true);
});

it('has what only waits let go, also where it begins to wait later', async () => {
  const pool = openMemoryPool(() => 1000);
  const busy = ask(pool, 800);
  await settle();
  let idle = false;
  const next = ask(pool, 800, async () => {
    if (!idle) return false;
    idle = false;
    busy.letGo();
    return true;
  });
  await settle();
  expect(next.held).toBe(false);
  idle = true;
  pool.lookAgain();
  await settle();
  expect(next.held).toBe(true);
});
