/**
 * SQL: whether no version holds the image out whose id stands in this column, named with its table. Who verifies is told an
 * image with its candidate noun, which of a held-out image nobody may learn; naming what an image shows tells nothing and goes
 * on.
 *
 * A subquery that gives a value stays what it is, a look into an index for each row: NOT EXISTS would become a join, which the
 * planner may put before the order of a queue.
 */
export function notHeldOut(imageId: string): string {
  return `(SELECT h.image_id FROM held_out_labels h WHERE h.image_id = ${imageId} LIMIT 1) IS NULL`;
}
