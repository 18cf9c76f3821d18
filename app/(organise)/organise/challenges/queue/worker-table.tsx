import type { WorkerView } from '#lib/challenges/server/list-workers';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { TextLink } from '@/_components/text-link';
import { DrainWorker } from './drain-worker';

const states = {
  working: { label: 'takes jobs', tone: 'good' },
  draining: { label: 'ends its last jobs', tone: 'warn' },
  drained: { label: 'takes no jobs', tone: 'warn' },
  silent: { label: 'silent', tone: 'bad' },
} as const;

/** Who does what since when. */
export function WorkerTable({ workers }: { workers: readonly WorkerView[] }) {
  return (
    <DataTable
      name="Workers"
      rows={workers}
      rowKey={({ id }) => id}
      empty={
        <EmptyState title="No worker">
          Nothing is done until one is started: npm start, or npm run worker on a further machine.
        </EmptyState>
      }
      columns={[
        { key: 'name', header: 'Worker', rowHeader: true, cell: ({ name }) => name },
        {
          key: 'state',
          header: 'State',
          cell: ({ state }) => <Badge tone={states[state].tone}>{states[state].label}</Badge>,
        },
        { key: 'jobs', header: 'Is at', cell: ({ jobs }) => <Jobs jobs={jobs} /> },
        { key: 'queues', header: 'Takes', cell: ({ queues }) => queues.join(', ') },
        { key: 'started', header: 'Since', cell: ({ startedAt }) => <Moment at={startedAt} /> },
        { key: 'alive', header: 'Last sign', cell: ({ aliveAt }) => <Moment at={aliveAt} /> },
        {
          key: 'act',
          header: 'Act',
          cell: ({ id, name, state }) =>
            state === 'silent' ? null : <DrainWorker id={id} name={name} draining={state !== 'working'} />,
        },
      ]}
    />
  );
}

function Jobs({ jobs }: Pick<WorkerView, 'jobs'>) {
  if (jobs.length === 0) return 'nothing';
  return (
    <ul>
      {jobs.map(({ job, submission, since }) => (
        <li key={`${job} ${submission?.id} ${since.toISOString()}`}>
          {job}
          {submission && (
            <>
              {' '}
              of{' '}
              <TextLink quiet href={`/submissions/${submission.id}`}>
                {submission.name}
              </TextLink>
            </>
          )}{' '}
          since <Moment at={since} />
        </li>
      ))}
    </ul>
  );
}
