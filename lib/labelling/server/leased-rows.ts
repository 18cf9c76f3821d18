import { imageUrl, thumbUrl } from '#lib/images/image-url';
import type { Assignment } from '../assignment.ts';

/** A leased unit as the statements of this folder select it (`leasedColumns`). */
export interface LeasedRow {
  assignment_id: string;
  expires_at: Date;
  unit_id: number;
  sha256: string;
  width: number;
  height: number;
  synset_id: string | null;
  words: string[] | null;
  gloss: string | null;
}

/** The columns of LeasedRow but the first three, from images i and synsets s. */
export const leasedColumns = 'i.sha256, i.width, i.height, s.id AS synset_id, s.words, s.gloss';

/** Selects the units that assignments a of a condition still hold, in the order in which they are shown. */
export const selectHeld = (condition: string) => `
  SELECT a.id AS assignment_id, a.expires_at, l.unit_id, ${leasedColumns}
  FROM assignments a
  JOIN leases l ON l.assignment_id = a.id
  JOIN units u ON u.id = l.unit_id
  JOIN images i ON i.id = u.image_id
  LEFT JOIN synsets s ON s.id = u.synset_id
  WHERE ${condition}
  ORDER BY a.created_at, a.id, array_position(a.unit_ids, l.unit_id)`;

/** Rows in order of assignment and place, as the assignments that they make up. */
export function assignmentsOf(rows: readonly LeasedRow[]): Assignment[] {
  const assignments = new Map<string, Assignment>();
  for (const row of rows) {
    const { synset_id: id, words, gloss } = row;
    let assignment = assignments.get(row.assignment_id);
    if (!assignment) {
      assignment = {
        id: row.assignment_id,
        expiresAt: row.expires_at.toISOString(),
        ...(id !== null && words !== null && gloss !== null && { noun: { id, words, gloss } }),
        units: [],
      };
      assignments.set(assignment.id, assignment);
    }
    assignment.units.push({
      id: row.unit_id,
      imageUrl: imageUrl(row.sha256),
      thumbUrl: thumbUrl(row.sha256),
      width: row.width,
      height: row.height,
      ...(id !== null && { synset: id }),
    });
  }
  return [...assignments.values()];
}
