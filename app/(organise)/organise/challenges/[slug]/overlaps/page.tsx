import type { Metadata } from 'next';
import { listOverlaps } from '#lib/challenges/server/list-entries';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { DeskFrame } from '../desk-frame';
import { JudgeOverlap } from './judge-overlap';

export const metadata: Metadata = { title: 'Accounts that may be one person' };

export default async function OverlapsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const overlaps = await listOverlaps(person, slug);
  return (
    <DeskFrame
      challenge={challenge}
      title="Accounts that may be one person"
      lead="A person is in one team. What was seen when two accounts of different teams met stands here; it proves nothing, and you judge."
    >
      <DataTable
        name="Pairs of accounts"
        rows={overlaps}
        rowKey={({ id }) => id}
        empty={
          <EmptyState title="Nothing was seen">
            No two accounts of different teams look like one person.
          </EmptyState>
        }
        columns={[
          {
            key: 'people',
            header: 'Accounts',
            rowHeader: true,
            cell: ({ people }) =>
              people.map(({ name, entry }) => `${name} (${entry ?? 'left'})`).join(' and '),
          },
          { key: 'evidence', header: 'What was seen', cell: ({ evidence }) => evidence },
          { key: 'at', header: 'When', cell: ({ at }) => <Moment at={at} /> },
          { key: 'judgement', header: 'Judgement', cell: ({ judgement }) => judgement },
          {
            key: 'act',
            header: 'Next step',
            action: true,
            cell: ({ id, people: [first, second] }) => (
              <JudgeOverlap slug={slug} id={id} about={`${first.name} and ${second.name}`} />
            ),
          },
        ]}
      />
    </DeskFrame>
  );
}
