import { expect, test } from 'vitest';
import { offersTutorial } from './tutorial-seen';

test.each([
  ['nothing', [], true, true],
  ['the tutorial of verifying', ['imagenest-tutorial-verify'], false, true],
  ['an offer that was declined', ['imagenest-tutorial-declined'], false, false],
  ['both tutorials', ['imagenest-tutorial-verify', 'imagenest-tutorial-classify'], false, false],
])('who has seen %s', (_, cookies, verify, classify) => {
  const jar = new Set(cookies);
  expect(offersTutorial(jar, 'verify')).toBe(verify);
  expect(offersTutorial(jar, 'classify')).toBe(classify);
});
