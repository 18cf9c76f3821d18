import { expect, it } from 'vitest';
import { isHeldDown } from './page-keys';

it.each(['Enter', 'n', 'T', '3', '/'])('acts once a press on %s', (key) => {
  expect(isHeldDown({ key, repeat: false })).toBe(false);
  expect(isHeldDown({ key, repeat: true })).toBe(true);
});

it.each(['ArrowRight', 'ArrowUp', ' ', 'Tab', 'PageDown'])('lets %j be held down', (key) => {
  expect(isHeldDown({ key, repeat: true })).toBe(false);
});
