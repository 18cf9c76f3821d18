import type { ReactNode } from 'react';
import type { SubmissionState } from '#lib/challenges/submission-state';
import { type Column, DataTable } from '@/_components/data-table';
import { Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { StateBadge } from '@/(site)/challenges/state-badge';

type Submitted = {
  id: string;
  name: string;
  state: SubmissionState;
  top1Error: number | null;
  createdAt: Date;
};

type SubmissionTableProps<Row extends Submitted> = {
  name: string;
  submissions: readonly Row[];
  /** What the page tells of each besides, before its time. */
  further?: readonly Column<Row>[];
  empty?: ReactNode;
};

/** A person's own submissions with the state and error of each. */
export function SubmissionTable<Row extends Submitted>({
  name,
  submissions,
  further = [],
  empty,
}: SubmissionTableProps<Row>) {
  return (
    <DataTable
      name={name}
      rows={submissions}
      rowKey={(row) => row.id}
      empty={empty}
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
        ...further,
        { key: 'at', header: 'Submitted', align: 'end', cell: (row) => <Moment at={row.createdAt} /> },
      ]}
    />
  );
}
