import { AppError } from '#lib/core/errors';
import { isRefused, type Offered } from '../intake/offered.ts';
import type { RandomAccess } from '../intake/random-access.ts';

/** What came of one entry: its bytes, or the code it was refused with, by the reader or when it was read. */
export type Taken = { path: string; ordinal: number } & ({ bytes: Uint8Array } | { code: string });

/** Reads everything that a source offers, each before the next is asked for. */
export async function takeOffered(source: AsyncIterable<Offered>): Promise<Taken[]> {
  const taken: Taken[] = [];
  for await (const offered of source) {
    const { path, ordinal } = offered;
    if (isRefused(offered)) taken.push({ path, ordinal, code: offered.code });
    else taken.push({ path, ordinal, ...(await readOne(offered.read)) });
  }
  return taken;
}

async function readOne(read: () => Promise<Uint8Array>): Promise<{ bytes: Uint8Array } | { code: string }> {
  try {
    return { bytes: await read() };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code };
    throw error;
  }
}

/** What was taken as lines to compare: a path with its bytes as text or the code of its refusal. */
export function linesOf(taken: readonly Taken[]): string[] {
  return taken.map((each) =>
    'code' in each ? `${each.path}: ${each.code}` : `${each.path} = ${Buffer.from(each.bytes)}`,
  );
}

/** Bytes in memory as a file that can be read anywhere. */
export function inMemory(bytes: Uint8Array): RandomAccess {
  return {
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}
