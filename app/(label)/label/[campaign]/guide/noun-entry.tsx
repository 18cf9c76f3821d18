import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConfusedNoun, NounGuide } from '#lib/labelling/noun-guide';
import { Badge } from '@/_components/badge';
import { Gloss } from '@/_components/gloss';
import { Mosaic } from '@/_components/mosaic';
import { NounPath } from '@/_components/noun-path';
import { Picture } from '@/_components/picture';
import { TextLink } from '@/_components/text-link';
import { pictureOf } from './guide-picture';

/** A path through the tree is shown from its end: what is near tells more than entity and object. */
const NEAR = 5;

/** The near ends of a noun's paths, each once: many differ far above alone. */
function nearPaths(paths: NounGuide['paths']): NounGuide['paths'] {
  const near = paths.map((path) => path.slice(-NEAR));
  return [...new Map(near.map((path) => [path.map(({ id }) => id).join(), path])).values()];
}

type NounEntryProps = {
  guide: NounGuide;
  /** Where the noun has a page of its own; left out on that page. */
  href?: string;
};

/** A noun as the field guide shows it: definition, place in the tree, what it looks like, what it is taken for. */
export function NounEntry({ guide, href }: NounEntryProps) {
  const { id, words, gloss, good, bad, confusedWith } = guide;
  const paths = nearPaths(guide.paths);
  const [word = id, ...synonyms] = words;
  const level = href === undefined ? 1 : 2;
  return (
    <article id={id} className="scroll-mt-6">
      <Gloss word={word} id={id} gloss={gloss} synonyms={synonyms} href={href} level={level} />
      <div className="mt-3 flex flex-col gap-1">
        {paths.map((path, index) => (
          <NounPath
            key={path.map((noun) => noun.id).join()}
            name={
              paths.length === 1
                ? `Place of ${word} in the tree`
                : `Place ${index + 1} of ${word} in the tree`
            }
            nouns={path.map((noun) => ({ ...noun, href: `/explore/${noun.id}` }))}
          />
        ))}
      </div>
      <div className="mt-4 grid gap-x-8 gap-y-4 lg:grid-cols-2">
        {good.length > 0 && (
          <Examples
            level={level}
            icon={<Check aria-hidden size={18} className="text-good" />}
            title="Shows it"
          >
            <Mosaic
              name={`Images of ${word}`}
              columns={6}
              pictures={good.map((picture) => pictureOf(picture, word))}
            />
          </Examples>
        )}
        {bad.length > 0 && (
          <Examples level={level} icon={<X aria-hidden size={18} className="text-bad" />} title="Does not">
            <Mosaic
              name={`Images that do not show ${word}`}
              columns={6}
              captions={bad.some(({ noun }) => noun !== undefined)}
              pictures={bad.map((picture) => pictureOf(picture, picture.noun?.words[0] ?? `not ${word}`))}
            />
          </Examples>
        )}
      </div>
      {good.length + bad.length === 0 && (
        <p className="text-sm text-ink-soft">No images of it may be shown yet: the definition decides.</p>
      )}
      {confusedWith.length > 0 && <Confused word={word} level={level} nouns={confusedWith} />}
    </article>
  );
}

type ExamplesProps = { level: 1 | 2; icon: ReactNode; title: string; children: ReactNode };

function Examples({ level, icon, title, children }: ExamplesProps) {
  const Title = level === 1 ? 'h2' : 'h3';
  return (
    <div className="min-w-0">
      <Title className="mb-1 flex items-center gap-1 text-sm font-medium">
        {icon}
        {title}
      </Title>
      {children}
    </div>
  );
}

function Confused({ word, level, nouns }: { word: string; level: 1 | 2; nouns: readonly ConfusedNoun[] }) {
  const Title = level === 1 ? 'h2' : 'h3';
  return (
    <>
      <Title className="mt-6 text-sm font-medium">Not to be taken for</Title>
      <ul aria-label={`Nouns that ${word} is taken for`} className="mt-2 grid gap-x-8 gap-y-3 md:grid-cols-2">
        {nouns.map(({ id, words, gloss, by, example }) => (
          <li key={id} className="flex min-w-0 gap-3">
            {example ? (
              <Picture
                src={example.thumbUrl}
                alt=""
                width={example.width}
                height={example.height}
                className="size-16 shrink-0 bg-well object-contain"
              />
            ) : (
              <span className="flex size-16 shrink-0 items-center justify-center border border-line text-center text-xs text-ink-soft">
                no images yet
              </span>
            )}
            <p className="min-w-0 text-sm">
              <TextLink href={`/explore/${id}`}>{words.join(', ')}</TextLink>{' '}
              {by === 'votes' && <Badge tone="warn">often confused</Badge>}
              <span className="block">{gloss}</span>
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
