import { expect, test } from 'vitest';
import { momentText, twoClocksText } from './moment-text';

const noon = new Date('2026-11-23T12:00:00Z');
const late = new Date('2026-11-23T23:30:00Z');

test('a moment is shown in the zone asked for', () => {
  expect(momentText(noon, 'Europe/Berlin', 'both')).toBe('23 Nov 2026, 13:00');
  expect(momentText(noon, 'Europe/Berlin', 'date')).toBe('23 Nov 2026');
  expect(momentText(noon, 'UTC', 'time')).toBe('12:00');
});

test('both clocks, the day twice only where it differs', () => {
  expect(twoClocksText(noon, null)).toBe('23 Nov 2026, 12:00 UTC');
  expect(twoClocksText(noon, 'UTC')).toBe('23 Nov 2026, 12:00 UTC');
  expect(twoClocksText(noon, 'Europe/Berlin')).toBe('23 Nov 2026, 13:00 your time (12:00 UTC)');
  expect(twoClocksText(late, 'Europe/Berlin')).toBe('24 Nov 2026, 00:30 your time (23 Nov 2026, 23:30 UTC)');
});

test('daylight saving is that of the moment, not of today', () => {
  expect(twoClocksText(new Date('2026-07-01T12:00:00Z'), 'Europe/Berlin')).toContain('14:00 your time');
});
