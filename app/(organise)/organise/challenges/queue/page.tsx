import type { Metadata } from 'next';
import { getQueue } from '#lib/challenges/server/get-queue';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { QueueTable } from '../queue-table';

export const metadata: Metadata = { title: 'The queue' };

export default async function QueuePage() {
  const queue = await getQueue(await requirePerson('organiser'));
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
    </PageShell>
  );
}
