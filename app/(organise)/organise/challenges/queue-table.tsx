import type { QueuedSubmission } from '#lib/challenges/server/get-queue';
import { DataTable } from '@/_components/data-table';
import { durationText } from '@/_components/duration-text';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { StateBadge } from '@/(site)/challenges/state-badge';

/** Submissions under way: who is at what since when, and how long it takes. */
export function QueueTable({ name, queue }: { name: string; queue: readonly QueuedSubmission[] }) {
  return (
    <DataTable
      name={name}
      rows={queue}
      rowKey={({ id }) => id}
      empty={<EmptyState title="Nothing is under way">All submissions have been answered.</EmptyState>}
      columns={[
        {
          key: 'name',
          header: 'Submission',
          rowHeader: true,
          cell: ({ id, name }) => (
            <TextLink quiet href={`/submissions/${id}`}>
              {name}
            </TextLink>
          ),
        },
        { key: 'entry', header: 'Entry', cell: ({ entry, challenge }) => `${entry} in ${challenge.title}` },
        { key: 'state', header: 'State', cell: ({ state }) => <StateBadge state={state} /> },
        { key: 'since', header: 'Since', cell: ({ since }) => <Moment at={since} /> },
        {
          key: 'progress',
          header: 'Images',
          align: 'end',
          cell: ({ done, total, secondsLeft }) =>
            total === 0
              ? null
              : `${done.toLocaleString('en')} of ${total.toLocaleString('en')}${secondsLeft === null ? '' : `, ${durationText(secondsLeft)} left`}`,
        },
        {
          key: 'parts',
          header: 'Parts',
          cell: ({ parts: { running, waiting, done } }) =>
            running + waiting + done === 0 ? null : `${running} at work, ${waiting} waiting, ${done} done`,
        },
        {
          key: 'alive',
          header: 'Last sign of a worker',
          cell: ({ aliveAt }) => aliveAt && <Moment at={aliveAt} />,
        },
        {
          key: 'try',
          header: 'Try',
          align: 'end',
          cell: ({ attempt }) => (attempt === 0 ? null : attempt),
        },
      ]}
    />
  );
}
