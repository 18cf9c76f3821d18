import type { ConfusedPair } from '#lib/challenges/score';
import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { DataTable } from '@/_components/data-table';
import { Figure } from '@/_components/figure';
import { type PictureFacts, PictureTile } from '@/_components/picture-tile';
import { trainPictures } from '@/(site)/challenges/train-pictures';

/** How many pairs are shown with pictures; all stand in the table. */
const PICTURED = 6;

type Props = { submission: SubmissionView; confusions: readonly ConfusedPair[] };

/** What a model takes for what: the worst as pairs of training pictures, more of them as a table. */
export async function ConfusedPairs({ submission, confusions }: Props) {
  const { dataset, version } = submission.challenge;
  const word = (synsetId: string) => submission.words[synsetId] ?? synsetId;
  const pictured = confusions.slice(0, PICTURED);
  const nouns = [...new Set(pictured.flatMap(({ truth, guess }) => [truth, guess]))];
  const pictures = new Map(
    await Promise.all(
      nouns.map(async (noun) => [noun, (await trainPictures(dataset, version, 1, noun))[0]] as const),
    ),
  );
  return (
    <>
      <ul className="grid gap-x-8 gap-y-6 sm:grid-cols-2 xl:grid-cols-3">
        {pictured.map((pair) => (
          <li key={`${pair.truth} ${pair.guess}`}>
            <div className="grid grid-cols-2 gap-0.5">
              <Side picture={pictures.get(pair.truth)} />
              <Side picture={pictures.get(pair.guess)} />
            </div>
            <p className="mt-2">
              <strong className="font-medium">{word(pair.truth)}</strong> taken for{' '}
              <strong className="font-medium">{word(pair.guess)}</strong>,{' '}
              <Figure value={100 * pair.share} unit="%" digits={0} />
            </p>
          </li>
        ))}
      </ul>
      {confusions.length > PICTURED && (
        <details className="mt-6">
          <summary className="cursor-pointer rounded font-medium">
            Show the {confusions.length} most confused pairs as a table
          </summary>
          <div className="mt-3 max-w-3xl">
            <DataTable
              name="Most confused pairs"
              rows={confusions}
              rowKey={(row) => `${row.truth} ${row.guess}`}
              columns={[
                { key: 'truth', header: 'Noun', rowHeader: true, cell: (row) => word(row.truth) },
                { key: 'guess', header: 'Taken for', cell: (row) => word(row.guess) },
                {
                  key: 'share',
                  header: 'Share of its images',
                  align: 'end',
                  cell: (row) => <Figure value={100 * row.share} unit="%" digits={0} />,
                },
              ]}
            />
          </div>
        </details>
      )}
    </>
  );
}

function Side({ picture }: { picture: PictureFacts | undefined }) {
  return picture === undefined ? (
    <div className="aspect-square bg-well" />
  ) : (
    <PictureTile picture={picture} />
  );
}
