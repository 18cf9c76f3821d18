import type pg from 'pg';
import { leafHash, merkleRoot } from '../merkle.ts';

/** Leaves of a stretch: a power of two, so that each is a subtree. */
export const STRETCH = 1024;

/**
 * Writes the leaves of a version's Merkle tree out of its images, stretch by stretch, and gives the root in hexadecimal. Keeps
 * one stretch and the root of each in memory: 100 kB for 3.2 million images. Needs a transaction that the images are written in.
 */
export async function writeLeaves(client: pg.ClientBase, versionId: string): Promise<string> {
  const roots: Buffer[] = [];
  await client.query(
    `DECLARE leaves NO SCROLL CURSOR FOR
     SELECT decode(i.sha256, 'hex') AS sha256 FROM version_images v JOIN images i ON i.id = v.image_id
     WHERE v.version_id = '${versionId}' ORDER BY 1`,
  );
  for (;;) {
    const { rows } = await client.query<{ sha256: Buffer }>(`FETCH ${STRETCH} FROM leaves`);
    const [first] = rows;
    if (!first) break;
    const root = merkleRoot(rows.map(({ sha256 }) => leafHash(sha256)));
    await client.query(
      'INSERT INTO version_leaves (version_id, number, sha256s, first, root) VALUES ($1, $2, $3, $4, $5)',
      [versionId, roots.length, Buffer.concat(rows.map(({ sha256 }) => sha256)), first.sha256, root],
    );
    roots.push(root);
  }
  await client.query('CLOSE leaves');
  return merkleRoot(roots).toString('hex');
}
