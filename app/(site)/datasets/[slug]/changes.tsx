import type { NounChangeView } from '#lib/datasets/dataset-views';
import type { ChangeCounts, VersionChanges } from '#lib/datasets/freeze-report';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { TextLink } from '@/_components/text-link';

/** The most nouns shown; the API gives all. */
const MOST_SHOWN = 50;

/** In how far a version differs from the one before: in sums, and by noun where labels are public. */
export function Changes({ changes, nouns }: { changes: VersionChanges; nouns: readonly NounChangeView[] }) {
  return (
    <div className="flex flex-col gap-6">
      <DataTable<{ name: string; counts: ChangeCounts }>
        name="Changes by kind of image"
        rows={[
          { name: 'To train and validate on', counts: changes.open },
          { name: 'Held out', counts: changes.heldOut },
        ]}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', header: 'Images', rowHeader: true, cell: ({ name }) => name },
          {
            key: 'added',
            header: 'Added',
            align: 'end',
            cell: ({ counts }) => <Count value={counts.added} />,
          },
          {
            key: 'removed',
            header: 'Removed',
            align: 'end',
            cell: ({ counts }) => <Count value={counts.removed} />,
          },
          {
            key: 'relabelled',
            header: 'Relabelled',
            align: 'end',
            cell: ({ counts }) => <Count value={counts.relabelled} />,
          },
        ]}
      />
      {nouns.length > 0 && <Nouns nouns={nouns} />}
    </div>
  );
}

function Nouns({ nouns }: { nouns: readonly NounChangeView[] }) {
  return (
    <>
      <DataTable
        name="Changes by noun"
        rows={nouns.slice(0, MOST_SHOWN)}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'noun',
            header: 'Noun',
            rowHeader: true,
            cell: ({ id, word }) => (
              <TextLink quiet href={`/explore/${id}`} prefetch={false}>
                {word}
              </TextLink>
            ),
          },
          { key: 'added', header: 'Added', align: 'end', cell: ({ added }) => <Count value={added} /> },
          {
            key: 'removed',
            header: 'Removed',
            align: 'end',
            cell: ({ removed }) => <Count value={removed} />,
          },
          {
            key: 'gained',
            header: 'Had another label',
            align: 'end',
            cell: ({ gained }) => <Count value={gained} />,
          },
          {
            key: 'lost',
            header: 'Have another now',
            align: 'end',
            cell: ({ lost }) => <Count value={lost} />,
          },
        ]}
      />
      {nouns.length > MOST_SHOWN && (
        <p className="text-sm text-ink-soft">
          The {MOST_SHOWN} nouns that changed most, of {nouns.length.toLocaleString('en')}.
        </p>
      )}
    </>
  );
}
