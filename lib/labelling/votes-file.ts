import { z } from 'zod';
import { csvRow } from '#lib/core/csv-row';
import type { UnitState } from './unit.ts';

/** How a campaign's votes are asked for as a file. */
export const votesFileSchema = z.object({
  /** pseudonyms: labelers under names that stay the same within the campaign; names: their own as well. */
  workers: z.enum(['pseudonyms', 'names']).default('pseudonyms'),
  /** Whether votes that are withdrawn are in it too, marked. */
  withdrawn: z.enum(['leave-out', 'include']).default('leave-out'),
  compress: z.enum(['none', 'gzip']).default('none'),
});
export type VotesFileInput = z.infer<typeof votesFileSchema>;

/** A vote as a row of the file. */
export interface FiledVote {
  /** Id of its unit. */
  task: number;
  /** The labeler's pseudonym. */
  worker: string;
  label: string;
  milliseconds: number;
  time: Date;
  gold: boolean;
  withdrawn: boolean;
  state: UnitState;
  /** SHA-256. */
  image: string;
  /** For verify: the noun that is asked about. */
  synset: string | null;
  /** Whether a person, a simulated labeler or a model gave it. */
  by: 'person' | 'simulated' | 'model';
  /** The labeler's own name, where names are asked for. */
  name?: string;
}

/** Votes that a file leaves out. */
export interface VotesLeftOut {
  /** Votes on images that a version holds out: they are in no file. */
  heldOut: number;
  /** Withdrawn votes on other images, and of how many labelers: they are in a file that asks for them. */
  withdrawn: number;
  withdrawnLabelers: number;
}

const columns = [
  'task',
  'worker',
  'label',
  'milliseconds',
  'time',
  'gold',
  'withdrawn',
  'state',
  'image',
  'synset',
  'by',
];

/** The first row. Its first three columns are those that `imagenest aggregate` and `replay` read. */
export function votesFileHeader(workers: VotesFileInput['workers']): string {
  return csvRow(workers === 'names' ? [...columns, 'name'] : columns);
}

const yesNo = (value: boolean) => (value ? 'yes' : 'no');

/** What a spreadsheet would take for a formula is text in it. */
const asText = (name: string) => (/^[=+\-@\t\r]/.test(name) ? `'${name}` : name);

export function votesFileRow(vote: FiledVote): string {
  return csvRow([
    String(vote.task),
    vote.worker,
    vote.label,
    String(vote.milliseconds),
    vote.time.toISOString(),
    yesNo(vote.gold),
    yesNo(vote.withdrawn),
    vote.state,
    vote.image,
    vote.synset ?? '',
    vote.by,
    ...(vote.name === undefined ? [] : [asText(vote.name)]),
  ]);
}
