import { AppError } from '#lib/core/errors';
import { collectVotes, type NamedVotes } from '#lib/labelling/consensus/named-votes';
import { type Column, readCsvTable } from './csv-table.ts';

const TASK: Column = ['task', 'question'];
const WORKER: Column = ['worker'];
const LABEL: Column = ['label', 'answer'];
const TRUE_LABEL: Column = ['label', 'answer', 'truth'];

/** Reads votes, a row each: task, worker, label (or question, worker, answer). Refuses as `readCsvTable` does. */
export async function readVotes(file: string): Promise<NamedVotes> {
  const collector = collectVotes();
  await readCsvTable(file, 'the votes', [TASK, WORKER, LABEL], ([task, worker, label]) => {
    collector.add(task as string, worker as string, label as string);
    return undefined;
  });
  return collector.finish();
}

/** The true labels of some tasks, as far as they have votes. */
export interface Truth {
  /** The task's number, and its label's, -1 where nobody gave it. */
  labels: ReadonlyMap<number, string>;
  warnings: string[];
}

/**
 * Reads a truth file, a row a task: task, label (or question, truth). Refuses as `readCsvTable` does, and with AppError
 * `truth-elsewhere` where none of its tasks has a vote.
 */
export async function readTruth(file: string, { unitNames }: NamedVotes): Promise<Truth> {
  const all = new Map<string, string>();
  await readCsvTable(file, 'the truth', [TASK, TRUE_LABEL], ([task, label]) => {
    const earlier = all.get(task as string);
    all.set(task as string, label as string);
    return earlier === undefined || earlier === label
      ? undefined
      : `says that task ${task} is ${label}, an earlier one that it is ${earlier}`;
  });
  const labels = new Map<number, string>();
  for (const [unit, name] of unitNames.entries()) {
    const label = all.get(name);
    if (label !== undefined) labels.set(unit, label);
  }
  if (labels.size === 0) {
    throw new AppError(
      'invalid',
      'truth-elsewhere',
      `None of the ${all.size} tasks of ${file} has a vote: they are called like "${[...all.keys()][0]}", those of the votes like "${unitNames[0]}". Name tasks alike in both files.`,
    );
  }
  const without = all.size - labels.size;
  const warnings =
    without === 0 ? [] : [`${without} of the ${all.size} tasks of ${file} have no vote and are not counted.`];
  return { labels, warnings };
}

/** Share of the tasks with a known truth whose label it is; `labelOf` gives undefined where there is none. */
export function accuracyOf({ labels }: Truth, labelOf: (unit: number) => string | undefined): number {
  let right = 0;
  for (const [unit, label] of labels) if (labelOf(unit) === label) right++;
  return right / labels.size;
}
