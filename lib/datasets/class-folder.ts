/** A synset id at the beginning of a folder's name, as in n02085620-Chihuahua. */
const idAtStart = /^n\d{8}(?!\d)/;

/**
 * The folder of a path that names the class of its files: the outermost one that begins with a synset id, else the one that the
 * file lies in, so that folders around all classes (train, or the archive's own name) do not matter. Undefined where there is none.
 */
export function classFolder(path: string): string | undefined {
  const folders = path.split('/').slice(0, -1);
  return folders.find((folder) => idAtStart.test(folder)) ?? folders.at(-1);
}

/** What the name of a class may be called in the hierarchy: a synset id, or words to look for, the likeliest first. */
export function readClassName(name: string): { id: string } | { words: string[] } {
  const id = idAtStart.exec(name.trim())?.[0];
  if (id) return { id };
  const word = name
    // 001.ak47, 12_tree and 101-frog are numbered so that they sort.
    .replace(/^\d+[._ -]+(?=\p{L})/u, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
  const spaced = word.replace(/-/g, ' ').replace(/ +/g, ' ').trim();
  return { words: [...new Set([word, spaced])].filter(Boolean) };
}
