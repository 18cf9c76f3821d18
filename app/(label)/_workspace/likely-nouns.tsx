import { clsx } from 'clsx';
import type { AskedNoun } from '#lib/labelling/assignment';
import { Key } from '@/_components/keys';

type LikelyNounsProps = {
  nouns: readonly AskedNoun[];
  /** The noun that is stood on. */
  here: string | undefined;
  onChoose: (noun: AskedNoun) => void;
};

/** The nouns of the digits, the same for every image, so that fingers learn them. */
export function LikelyNouns({ nouns, here, onChoose }: LikelyNounsProps) {
  return (
    <div>
      <h2 id="likeliest" className="mb-1 px-1 text-sm font-medium max-sm:sr-only">
        Likeliest
      </h2>
      <ol aria-labelledby="likeliest" className="grid grid-cols-3 gap-1">
        {nouns.map((noun, index) => (
          <li key={noun.id} className="min-w-0">
            <button
              type="button"
              title={noun.gloss}
              aria-pressed={noun.id === here}
              onClick={() => onChoose(noun)}
              className={clsx(
                'flex min-h-11 w-full items-center gap-2 rounded border px-2 text-left text-sm',
                noun.id === here
                  ? 'border-accent bg-accent-wash text-accent'
                  : 'border-line bg-sheet hover:bg-well',
              )}
            >
              <span aria-hidden className="max-sm:hidden">
                <Key>{String(index + 1)}</Key>
              </span>
              <span className="truncate font-medium">{noun.words[0]}</span>
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
