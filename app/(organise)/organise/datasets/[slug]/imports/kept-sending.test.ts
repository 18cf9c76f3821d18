import { expect, test } from 'vitest';
import { parcelOf } from './chosen-files';
import { dropSending, isSame, type KeptSending, keepSending, readSending, sendingKey } from './kept-sending';
import type { ChosenFile } from './pack-tar';

const fileOf = (path: string, text: string): ChosenFile => ({
  path,
  file: Object.assign(new Blob([text]), { lastModified: 1_700_000_000_000 }),
});

function memory() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

const sendingOf = (files: ChosenFile[]): KeptSending => {
  const { name, mark, blob, files: count } = parcelOf(files) as NonNullable<ReturnType<typeof parcelOf>>;
  return {
    name,
    mark,
    bytes: blob.size,
    files: count,
    folder: false,
    url: '/api/v1/uploads/a',
    words: {},
    nouns: [],
  };
};

test('what is being sent is kept for its person and dataset, until it is over', () => {
  const store = memory();
  const sending = sendingOf([fileOf('birds.zip', 'PK')]);
  keepSending(store, sendingKey('ada', 'birds'), sending);
  expect(readSending(store, sendingKey('ada', 'birds'))).toEqual(sending);
  expect(readSending(store, sendingKey('ben', 'birds'))).toBeUndefined();
  dropSending(store, sendingKey('ada', 'birds'));
  expect(readSending(store, sendingKey('ada', 'birds'))).toBeUndefined();
});

test('the same files are known again in whatever order they are chosen; others are not', () => {
  const files = [fileOf('dog/1.png', 'a'), fileOf('dog/2.png', 'bb'), fileOf('cat/1.png', 'c')];
  const sending = sendingOf(files);
  const again = parcelOf([...files].reverse());
  expect(again && isSame(sending, again)).toBe(true);
  const other = parcelOf([...files.slice(0, 2), fileOf('cat/1.png', 'cc')]);
  expect(other && isSame(sending, other)).toBe(false);
});
