import type { Metadata } from 'next';
import { getQueue } from '#lib/challenges/server/get-queue';
import { listWorkers } from '#lib/challenges/server/list-workers';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { requirePerson } from '@/_server/session';
import { QueueTable } from '../queue-table';
import { WorkerTable } from './worker-table';

export const metadata: Metadata = { title: 'The queue' };

export default async function QueuePage() {
  const person = await requirePerson('organiser');
  const [queue, workers] = await Promise.all([getQueue(person), listWorkers(person)]);
  return (
    <PageShell
      title="The queue"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: 'Challenges', href: '/organise/challenges' },
        { label: 'Queue' },
      ]}
      lead="Submissions of all challenges that are under way, in the order in which they came in. What a dead worker was at, another takes up."
    >
      <QueueTable name="Submissions under way" queue={queue} />
      <Section title="Workers" id="workers" lead="The processes that do what waits, of all kinds.">
        <WorkerTable workers={workers} />
      </Section>
    </PageShell>
  );
}
