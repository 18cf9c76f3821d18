import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { csvRow } from '#lib/core/csv-row';
import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { readWordnet } from '#lib/hierarchy/read-wordnet';
import { answerTree } from '#lib/labelling/consensus/answer-tree';
import { dawidSkene } from '#lib/labelling/consensus/dawid-skene';
import { hierarchical } from '#lib/labelling/consensus/hierarchical';
import { krippendorffAlpha } from '#lib/labelling/consensus/krippendorff-alpha';
import { majority } from '#lib/labelling/consensus/majority';
import type { NamedVotes } from '#lib/labelling/consensus/named-votes';
import { oneCoin } from '#lib/labelling/consensus/one-coin';
import { wawa } from '#lib/labelling/consensus/wawa';
import type { AggregateMethod } from '../offline/aggregate-methods.ts';
import { classNodes } from '../offline/class-list.ts';
import { checkWritable } from '../offline/files.ts';
import { accuracyOf, readTruth, readVotes } from '../offline/votes-csv.ts';
import { printReport, warn } from '../output.ts';

export interface AggregateOptions {
  method: AggregateMethod;
  truth?: string;
  out?: string;
  rounds?: number;
  json?: boolean;
}

interface Labels {
  /** The label of a task, undefined where the votes decide none. */
  labelOf(unit: number): string | undefined;
  confidence: Float64Array;
  iterations: number;
}

/** Rows of the label file that are written at once. */
const ROWS = 4096;

const flatMethods = {
  'dawid-skene': dawidSkene,
  majority: (votes: NamedVotes['votes']) => ({ ...majority(votes, 'more-frequent'), iterations: 0 }),
  wawa,
  'one-coin': oneCoin,
};

/** Gives what estimates the labels, once everything that it stands on is read. */
async function estimatorOf(
  { method, rounds }: AggregateOptions,
  { votes, answerNames }: NamedVotes,
  file: string,
): Promise<() => Labels> {
  if (method === 'hierarchical') {
    const wordnet = await readWordnet();
    const hierarchy = buildHierarchy(wordnet.synsets, wordnet.links);
    const nodes = classNodes(hierarchy, answerNames, `With --method hierarchical the labels of ${file}`);
    return () => {
      const found = hierarchical(votes, answerTree(hierarchy, nodes), { rounds });
      return { ...found, labelOf: (unit) => hierarchy.ids[found.nodes[unit] as number] };
    };
  }
  return () => {
    const found = flatMethods[method](votes, { rounds });
    return { ...found, labelOf: (unit) => answerNames[found.answers[unit] as number] };
  };
}

/** Tasks in the order in which the votes name them first. */
function* labelFile(
  { unitNames, unitsAsSeen }: NamedVotes,
  { labelOf, confidence }: Labels,
): Generator<string> {
  let text = csvRow(['task', 'label', 'confidence']);
  for (const [i, unit] of unitsAsSeen.entries()) {
    const chance = Number((confidence[unit] as number).toFixed(6));
    text += csvRow([unitNames[unit] as string, labelOf(unit) ?? '', String(chance)]);
    if ((i + 1) % ROWS === 0) {
      yield text;
      text = '';
    }
  }
  yield text;
}

/** `imagenest aggregate`: what a file of votes comes to. */
export async function aggregate(file: string, options: AggregateOptions): Promise<void> {
  if (options.out) await checkWritable(options.out);
  const named = await readVotes(file);
  const truth = options.truth ? await readTruth(options.truth, named) : null;
  warn(truth?.warnings ?? []);
  const estimate = await estimatorOf(options, named, file);

  const start = performance.now();
  const labels = estimate();
  const seconds = (performance.now() - start) / 1000;
  const { votes } = named;
  const result = {
    method: options.method,
    tasks: votes.unitCount,
    workers: votes.labelerCount,
    votes: votes.units.length,
    labels: votes.answerCount,
    iterations: labels.iterations,
    seconds,
    accuracy: truth && accuracyOf(truth, labels.labelOf),
    alpha: krippendorffAlpha(votes),
  };
  if (options.out) await pipeline(Readable.from(labelFile(named, labels)), createWriteStream(options.out));
  printReport(result, report(result, named, labels), options);
}

interface AggregateResult {
  method: string;
  tasks: number;
  workers: number;
  votes: number;
  labels: number;
  iterations: number;
  seconds: number;
  accuracy: number | null;
  alpha: number | null;
}

function report(result: AggregateResult, { unitsAsSeen }: NamedVotes, { labelOf }: Labels): string[] {
  const count = (value: number) => value.toLocaleString('en');
  const undecided = unitsAsSeen.filter((unit) => labelOf(unit) === undefined).length;
  return [
    `votes      ${count(result.votes)} of ${count(result.workers)} workers on ${count(result.tasks)} tasks, ${count(result.labels)} labels`,
    `method     ${result.method}, ${count(result.iterations)} rounds in ${result.seconds.toFixed(3)} s`,
    ...(undecided > 0 ? [`undecided  ${count(undecided)} tasks, whose label is left empty`] : []),
    ...(result.accuracy === null ? [] : [`accuracy   ${(result.accuracy * 100).toFixed(2)} %`]),
    `alpha      ${result.alpha === null ? 'not defined: nothing can be compared' : result.alpha.toFixed(4)}`,
  ];
}
