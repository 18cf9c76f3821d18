import { ChevronRight } from 'lucide-react';
import Link from 'next/link';

export type PathNoun = { id: string; word: string; href?: string };

/** A path through the hierarchy, the widest noun first; the last is where one is. */
export function NounPath({ nouns, name = 'Path of nouns' }: { nouns: readonly PathNoun[]; name?: string }) {
  const last = nouns.length - 1;
  return (
    <nav aria-label={name}>
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-soft">
        {nouns.map((noun, index) => (
          <li key={noun.id} className="flex items-center gap-x-1">
            {index > 0 && <ChevronRight aria-hidden size={14} />}
            {noun.href === undefined || index === last ? (
              <span
                aria-current={index === last ? 'location' : undefined}
                className={index === last ? 'font-medium text-ink' : undefined}
              >
                {noun.word}
              </span>
            ) : (
              <Link href={noun.href} className="rounded py-0.5 hover:text-ink hover:underline">
                {noun.word}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
