import type { MyEntry } from '#lib/challenges/server/get-my-entry';
import { DataTable } from '@/_components/data-table';
import { Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { StateBadge } from '../state-badge';

/** What an entry has sent in so far. */
export function MySubmissions({ submissions }: Pick<MyEntry, 'submissions'>) {
  return (
    <DataTable
      name="Your submissions"
      rows={submissions}
      rowKey={(row) => row.id}
      empty={<p className="text-ink-soft">None yet. Each model you submit stands here with its state.</p>}
      columns={[
        {
          key: 'name',
          header: 'Submission',
          rowHeader: true,
          cell: (row) => (
            <TextLink quiet href={`/submissions/${row.id}`}>
              {row.name}
            </TextLink>
          ),
        },
        { key: 'state', header: 'State', cell: (row) => <StateBadge state={row.state} /> },
        {
          key: 'error',
          header: 'Top-1 error',
          align: 'end',
          cell: (row) => <Figure value={row.top1Error === null ? null : 100 * row.top1Error} unit="%" />,
        },
        { key: 'at', header: 'Submitted', align: 'end', cell: (row) => <Moment at={row.createdAt} /> },
      ]}
    />
  );
}
