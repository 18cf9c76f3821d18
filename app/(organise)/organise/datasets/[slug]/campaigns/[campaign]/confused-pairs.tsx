import type { Person } from '#lib/identity/person';
import type { Board, BoardPicture, ConfusedPair } from '#lib/labelling/board';
import { listConfusedPictures } from '#lib/labelling/server/list-confused-pictures';
import { Picture } from '@/_components/picture';
import { TextLink } from '@/_components/text-link';
import { boardPath } from './load-board';

/** The nouns that were taken for one another most, ranked, with pictures of which somebody said so. */
export async function ConfusedPairs({ person, board }: { person: Person; board: Board }) {
  const { confusions, slug } = board;
  if (confusions.length === 0) {
    return (
      <p className="max-w-3xl text-ink-soft">
        {board.estimates.length === 0
          ? 'Which nouns are taken for one another is counted with every estimate.'
          : 'None so far: nobody took a noun for another one that was asked about.'}
      </p>
    );
  }
  const pictures = await listConfusedPictures(person, { campaign: slug, pairs: confusions });
  const most = confusions[0]?.votes ?? 1;
  return (
    <ol className="grid gap-x-12 lg:grid-cols-2">
      {confusions.map((pair, i) => (
        <li key={`${pair.noun.id} ${pair.other.id}`} className="border-b border-line py-3">
          <Pair
            pair={pair}
            most={most}
            pictures={pictures[i] ?? []}
            review={board.waiting.contested > 0 ? `${boardPath(board)}/review` : undefined}
          />
        </li>
      ))}
    </ol>
  );
}

function Pair({
  pair: { noun, other, votes },
  most,
  pictures,
  review,
}: {
  pair: ConfusedPair;
  most: number;
  pictures: readonly BoardPicture[];
  /** The review desk, where something is contested. */
  review: string | undefined;
}) {
  return (
    <div className="flex items-start gap-4">
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{noun.word}</span> taken for{' '}
          <span className="font-medium">{other.word}</span>
        </p>
        <svg aria-hidden="true" width="100%" height="8" className="my-1">
          <rect width="100%" height="8" className="fill-well" />
          <rect width={`${(100 * votes) / most}%`} height="8" className="fill-data-1" />
        </svg>
        <p className="flex flex-wrap gap-x-4 text-sm">
          <span className="text-ink-soft tabular-nums">
            {votes.toLocaleString('en')} {votes === 1 ? 'vote' : 'votes'}
          </span>
          {review !== undefined && (
            <TextLink href={`${review}?noun=${noun.id}&noun=${other.id}`}>
              Review these
              <span className="sr-only">
                : {noun.word} and {other.word}
              </span>
            </TextLink>
          )}
        </p>
      </div>
      <div className="flex w-37 shrink-0 justify-end gap-0.5 sm:w-49">
        {pictures.map(({ sha256, src, width, height }) => (
          <Picture
            key={sha256}
            src={src}
            alt={`${noun.word} that somebody took for ${other.word}`}
            width={width}
            height={height}
            className="size-12 bg-well object-cover sm:size-16"
          />
        ))}
      </div>
    </div>
  );
}
