import { MAX_IMAGE_BYTES } from '../image-limits.ts';
import { isBookkeeping, judgeName, type Refusal } from './entry-path.ts';
import type { SeenNames } from './seen-names.ts';

/** What a source's own record says of an entry. */
export interface EntryRecord {
  name: string;
  kind: 'file' | 'folder' | 'other';
  bytes: number;
}

/**
 * Decides by its record alone what becomes of an entry: a path to offer it under, a refusal, or undefined for what is passed in
 * silence (folders, and files that systems keep for themselves).
 */
export function judgeEntry(
  { name, kind, bytes }: EntryRecord,
  seen?: SeenNames,
): { path: string; refusal?: Refusal } | undefined {
  const twice = kind !== 'folder' && (seen?.seenBefore(name) ?? false);
  const { path, refusal } = judgeName(name);
  if (refusal?.code === 'path-unsafe') return { path, refusal };
  if (kind === 'folder' || isBookkeeping(name)) return undefined;
  if (refusal) return { path, refusal };
  const code = ownRefusal(kind, bytes, twice);
  return { path, refusal: code && { code, reason: reasons[code](bytes) } };
}

const reasons = {
  'not-a-file': () => 'It is a link, a device or a pipe and not a file: pack the file that is meant.',
  'path-twice': () =>
    'An entry before it has the same name, and that one is taken: give this one another name.',
  'file-empty': () => 'The file has no bytes: put a whole copy in its place.',
  'file-too-large': (bytes: number) =>
    `The file has ${bytes} bytes; at most ${MAX_IMAGE_BYTES} are taken: save it smaller.`,
} as const;

function ownRefusal(kind: EntryRecord['kind'], bytes: number, twice: boolean) {
  if (kind === 'other') return 'not-a-file';
  if (twice) return 'path-twice';
  if (bytes === 0) return 'file-empty';
  return bytes > MAX_IMAGE_BYTES ? 'file-too-large' : undefined;
}
