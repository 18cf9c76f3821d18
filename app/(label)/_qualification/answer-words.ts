import { nounsOf } from '#lib/labelling/answers';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import type { QuizFeedback } from '#lib/labelling/qualification';
import { oneOfText } from '../_workspace/noun-phrase';

const noNoun: Record<string, string> = {
  none: 'none of these',
  'cannot-tell': 'that it cannot be told',
  broken: 'that it is broken or unsuitable',
};

/** The words of several nouns as a sentence says them: a dog, a cat and jeans. */
function sayNouns(words: readonly string[]): string {
  const said = words.map(oneOfText);
  return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`;
}

const firstWord = ({ words, id }: { words: readonly string[]; id: string }) => words[0] ?? id;

/** What an image shows in truth, in words. */
export function truthText({ truth, nouns }: QuizFeedback): string {
  const noun = sayNouns(nouns.map(firstWord));
  if (truth === 'yes') return `It shows ${noun}`;
  if (truth === 'no') return `It does not show ${noun}`;
  return nouns.length > 0 ? `It shows ${noun}` : `The answer is ${noNoun[truth] ?? truth}`;
}

/** What somebody answered of an image to be named, in words; nouns that the tree has not are called by what they are. */
export function answerText(answer: string, tree: ClassifyTree): string {
  const nouns = nounsOf(answer);
  if (nouns.length === 0) return noNoun[answer] ?? answer;
  const known = nouns.flatMap((id) => tree.nouns[id] ?? []);
  return known.length === nouns.length ? sayNouns(known.map(firstWord)) : 'another noun';
}
