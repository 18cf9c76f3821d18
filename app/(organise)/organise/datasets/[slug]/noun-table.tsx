import type { NounProgress } from '#lib/labelling/campaign';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { TextLink } from '@/_components/text-link';

/** How far a campaign is with each noun, those with most to do first. */
export function NounTable({ name, nouns }: { name: string; nouns: readonly NounProgress[] }) {
  return (
    <DataTable
      name={name}
      rows={nouns}
      rowKey={({ noun }) => noun.id}
      columns={[
        {
          key: 'noun',
          header: 'Noun',
          rowHeader: true,
          cell: ({ noun }) => (
            <TextLink quiet href={`/explore/${noun.id}`}>
              {noun.words[0]}
            </TextLink>
          ),
        },
        {
          key: 'units',
          header: 'Units',
          align: 'end',
          cell: ({ progress }) => <Count value={progress.units} />,
        },
        {
          key: 'settled',
          header: 'Settled',
          align: 'end',
          cell: ({ progress }) => <Count value={progress.settled} />,
        },
        {
          key: 'contested',
          header: 'Contested',
          align: 'end',
          cell: ({ progress }) => <Count value={progress.contested} />,
        },
        {
          key: 'votes',
          header: 'Votes',
          align: 'end',
          cell: ({ progress }) => <Count value={progress.votes} />,
        },
      ]}
    />
  );
}
