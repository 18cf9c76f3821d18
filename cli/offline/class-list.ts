import { AppError } from '#lib/core/errors';
import { type Hierarchy, nodeOf } from '#lib/hierarchy/hierarchy';
import { readGivenText } from './files.ts';

/**
 * Reads a classes file: one class a line, what follows a tab being a remark. Throws AppError `bad-class-list` where there
 * is none, a line between them is empty, or a class comes twice.
 */
export async function readClassList(file: string): Promise<string[]> {
  const text = await readGivenText(file, 'the classes file');
  const classes = text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\n|\r/)
    .map((line) => (line.split('\t')[0] as string).trim());
  while (classes.at(-1) === '') classes.pop();
  if (classes.length === 0) throw badList(file, 'names no class');
  const lines = new Map<string, number>();
  for (const [i, name] of classes.entries()) {
    if (name === '') throw badList(file, `has nothing on line ${i + 1}`);
    const earlier = lines.get(name);
    if (earlier !== undefined) throw badList(file, `names ${name} twice, on lines ${earlier} and ${i + 1}`);
    lines.set(name, i + 1);
  }
  return classes;
}

function badList(file: string, found: string): AppError {
  return new AppError('invalid', 'bad-class-list', `${file} ${found}. Write each class once, one a line.`);
}

/**
 * The place of each class in the hierarchy. Throws AppError `class-not-synset` where one is not the id of a WordNet 3.0
 * noun; `where` says what the classes are, as "The class folders of val".
 */
export function classNodes(hierarchy: Hierarchy, classes: readonly string[], where: string): number[] {
  const strangers = classes.filter((name) => !hierarchy.nodes.has(name));
  if (strangers.length > 0) {
    const shown = strangers.slice(0, 3).map((name) => `"${name}"`);
    throw new AppError(
      'invalid',
      'class-not-synset',
      `${where} must be ids of WordNet 3.0 nouns such as n02084071, but ${strangers.length} of ${classes.length} are not: ${shown.join(', ')}${strangers.length > 3 ? ' and others' : ''}. Look ids up with: imagenest synset WORD`,
    );
  }
  return classes.map((name) => nodeOf(hierarchy, name));
}
