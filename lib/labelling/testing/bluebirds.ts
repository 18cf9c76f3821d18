import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { collectVotes, type NamedVotes } from '../consensus/named-votes.ts';

const folder = path.resolve(import.meta.dirname, '../../../../shared/data/crowd');

/** 4,212 votes of 39 people on 108 images (Welinder et al. 2010): a file outside the project, which tests go without. */
export const bluebirds = {
  there: existsSync(path.join(folder, 'bluebirds-votes.csv')),
  votesFile: path.join(folder, 'bluebirds-votes.csv'),
  truthFile: path.join(folder, 'bluebirds-truth.csv'),
};

const rows = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(',') as [string, string, string]);

/** The votes, and of each unit the number of its true answer. */
export function readBluebirds(): NamedVotes & { truth: Int32Array } {
  const collector = collectVotes();
  for (const [unit, labeler, answer] of rows(bluebirds.votesFile)) collector.add(unit, labeler, answer);
  const named = collector.finish();
  const truth = new Map(rows(bluebirds.truthFile).map(([unit, answer]) => [unit, answer]));
  return {
    ...named,
    truth: Int32Array.from(named.unitNames, (unit) => named.answerNames.indexOf(truth.get(unit) as string)),
  };
}
