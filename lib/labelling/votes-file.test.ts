import { expect, test } from 'vitest';
import { type FiledVote, votesFileHeader, votesFileRow } from './votes-file.ts';

const vote: FiledVote = {
  task: 7,
  worker: 'w0123456789abcdef',
  label: 'n02084071',
  milliseconds: 812,
  time: new Date('2026-11-23T10:00:00.5Z'),
  gold: false,
  withdrawn: true,
  state: 'settled',
  image: 'ab',
  synset: null,
  by: 'simulated',
};

test('a row has a value for each column, those that the command reads first', () => {
  const header = votesFileHeader('pseudonyms');
  expect(header).toBe('task,worker,label,milliseconds,time,gold,withdrawn,state,image,synset,by\n');
  const row = votesFileRow(vote);
  expect(row).toBe(
    '7,w0123456789abcdef,n02084071,812,2026-11-23T10:00:00.500Z,no,yes,settled,ab,,simulated\n',
  );
  expect(row.split(',')).toHaveLength(header.split(',').length);
});

test.each([
  ['Ada, Countess', '"Ada, Countess"'],
  ['=HYPERLINK("x")', '"\'=HYPERLINK(""x"")"'],
  ['-Dash', "'-Dash"],
])('the name %s is text in a spreadsheet', (name, cell) => {
  expect(votesFileHeader('names')).toMatch(/,by,name\n$/);
  expect(votesFileRow({ ...vote, name })).toMatch(
    new RegExp(`,simulated,${cell.replace(/[()]/g, '\\$&')}\n$`),
  );
});
