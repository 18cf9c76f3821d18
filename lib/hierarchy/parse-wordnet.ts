import type { Synset, SynsetLink, WordSense } from './synset.ts';

/** The nouns of WordNet, in the order of their ids, with their links and the senses of their words. */
export interface Wordnet {
  synsets: Synset[];
  links: SynsetLink[];
  senses: WordSense[];
}

/**
 * Parses WordNet's noun files (format: wndb(5WN)): `data.noun` gives synsets and their parents, hypernym pointers `@`
 * as links of kind hyponym and `@i` of kind instance; `index.noun` gives which synsets a word may mean, the most
 * frequent first. Underscores become spaces. Throws an Error that names the line where a file is not of that format.
 */
export function parseWordnet(dataNoun: string, indexNoun: string): Wordnet {
  const synsets: Synset[] = [];
  const links: SynsetLink[] = [];
  for (const line of lines(dataNoun)) parseSynset(line, synsets, links);
  const senses: WordSense[] = [];
  for (const line of lines(indexNoun)) parseSenses(line, senses);
  return { synsets, links, senses };
}

/** The lines but for the licence at the head, which WordNet indents by two spaces. */
function* lines(text: string): Generator<string> {
  for (let start = 0, end: number; start < text.length; start = end + 1) {
    end = text.indexOf('\n', start);
    if (end === -1) end = text.length;
    if (end > start && !text.startsWith('  ', start)) yield text.slice(start, end);
  }
}

/** `offset file type count(hex) {word id} count {pointer offset type words} | gloss` */
function parseSynset(line: string, synsets: Synset[], links: SynsetLink[]): void {
  const bar = line.indexOf(' | ');
  const fields = line.slice(0, bar).split(' ');
  const id = synsetIdOf(fields[0], line);
  const wordCount = Number.parseInt(fields[3] ?? '', 16);
  const pointersAt = 4 + 2 * wordCount;
  const pointerCount = Number(fields[pointersAt]);
  if (bar === -1 || !wordCount || fields.length !== pointersAt + 1 + 4 * pointerCount) throw unreadable(line);

  const words: string[] = [];
  for (let i = 4; i < pointersAt; i += 2) words.push(spaced(fields[i] as string));
  synsets.push({ id, words, gloss: line.slice(bar + 3).trim() });

  for (let i = pointersAt + 1; i < fields.length; i += 4) {
    const pointer = fields[i];
    if (pointer !== '@' && pointer !== '@i') continue;
    const kind = pointer === '@' ? 'hyponym' : 'instance';
    links.push({ child: id, parent: synsetIdOf(fields[i + 1], line), kind });
  }
}

/** `word type count pointers {pointer} count tagged {offset}` */
function parseSenses(line: string, senses: WordSense[]): void {
  const fields = line.trimEnd().split(' ');
  const count = Number(fields[2]);
  const firstAt = 6 + Number(fields[3]);
  if (!fields[0] || !count || fields.length !== firstAt + count) throw unreadable(line);
  const word = spaced(fields[0]);
  for (let i = 0; i < count; i++) {
    senses.push({ word, synset: synsetIdOf(fields[firstAt + i], line), sense: i + 1 });
  }
}

function synsetIdOf(offset: string | undefined, line: string): string {
  if (offset?.length !== 8) throw unreadable(line);
  return `n${offset}`;
}

function spaced(word: string): string {
  return word.replaceAll('_', ' ');
}

function unreadable(line: string): Error {
  return new Error(`Not a line of a WordNet noun file: ${line.slice(0, 80)}`);
}
