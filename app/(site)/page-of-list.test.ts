import { expect, test } from 'vitest';
import { pageOfList } from './page-of-list';

const letters = ['a', 'b', 'c', 'd', 'e'];
const pageOf = (asked: unknown, all = letters) =>
  pageOfList(all, { asked, size: 2, href: (page) => `?page=${page}` });

test('gives the page that is asked for, with the pages beside it', () => {
  expect(pageOf('2')).toEqual({
    items: ['c', 'd'],
    pager: { previousHref: '?page=1', nextHref: '?page=3', shown: '3 to 4 of 5' },
  });
  expect(pageOf(undefined)).toEqual({
    items: ['a', 'b'],
    pager: { previousHref: undefined, nextHref: '?page=2', shown: '1 to 2 of 5' },
  });
});

test('gives the last page past the end, and the first for what is no number', () => {
  expect(pageOf('99').items).toEqual(['e']);
  for (const asked of ['0', '-1', 'two', ['2', '3'], '1.5']) expect(pageOf(asked).items).toEqual(['a', 'b']);
});

test('says nothing of pages where there is one', () => {
  const one = { previousHref: undefined, nextHref: undefined, shown: false };
  expect(pageOf('1', ['a'])).toEqual({ items: ['a'], pager: one });
  expect(pageOf('7', [])).toEqual({ items: [], pager: one });
});
