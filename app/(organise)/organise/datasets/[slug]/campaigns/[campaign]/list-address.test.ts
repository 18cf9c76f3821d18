import { expect, test } from 'vitest';
import { listNounsSchema } from '#lib/labelling/board';
import { listAddress, parseList } from './list-address';

test('what is asked for wrongly is left out, the rest stays', () => {
  expect(parseList(listNounsSchema, { query: ' dog ', order: 'nonsense', cursor: 'x' })).toEqual({
    query: 'dog',
    order: 'need',
  });
  expect(parseList(listNounsSchema, { query: ['a', 'b'], order: 'votes', other: '1' })).toEqual({
    query: '',
    order: 'votes',
  });
});

test('the usual order and an empty search need no words', () => {
  expect(listAddress('/nouns', { query: '', order: 'need' })).toBe('/nouns');
  expect(listAddress('/nouns', { query: 'big dog', order: 'votes', cursor: 'abc' })).toBe(
    '/nouns?query=big+dog&order=votes&cursor=abc',
  );
});
