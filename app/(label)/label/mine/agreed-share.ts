import type { Agreement } from '#lib/labelling/agreement';

/** In per cent; null where there are too few votes to say. */
export function agreedShare({ votes, agreed }: Agreement): number | null {
  return votes === 0 ? null : (100 * agreed) / votes;
}
