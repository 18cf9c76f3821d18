import Link from 'next/link';

type GlossProps = {
  word: string;
  /** The synset's id: n02084071. */
  id: string;
  gloss: string;
  /** The other words of the synset. */
  synonyms?: readonly string[];
  href?: string;
  level?: 1 | 2 | 3;
};

/** A noun as a museum labels its object: the word, what it means, its other words, its number. */
export function Gloss({ word, id, gloss, synonyms = [], href, level = 2 }: GlossProps) {
  const Title = `h${level}` as const;
  return (
    <div>
      <Title className="text-2xl font-semibold">
        {href === undefined ? (
          word
        ) : (
          <Link href={href} className="rounded hover:text-accent hover:underline">
            {word}
          </Link>
        )}
      </Title>
      <p className="mt-1 max-w-3xl text-lg">{gloss}</p>
      <p className="mt-1 text-sm text-ink-soft">
        {synonyms.length > 0 && <>also {synonyms.join(', ')} · </>}
        <span className="font-mono text-xs">{id}</span>
      </p>
    </div>
  );
}
