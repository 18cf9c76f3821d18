import type { Metadata } from 'next';
import { exportTables } from '#lib/challenges/server/export-challenge';
import { getQueue, type QueuedSubmission } from '#lib/challenges/server/get-queue';
import { listEntries, listOverlaps } from '#lib/challenges/server/list-entries';
import { Callout } from '@/_components/callout';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { PhaseBadge } from '@/(site)/challenges/phase-badge';
import { Webhooks } from '@/(site)/challenges/webhooks/webhooks';
import { PublishResults } from '../publish-results';
import { QueueTable } from '../queue-table';
import { AnnounceForm } from './announce-form';
import { ArchiveChallenge, CloneForm, RescoreChallenge } from './desk-acts';
import { DeskFrame } from './desk-frame';

export const metadata: Metadata = { title: 'Desk' };

export default async function DeskPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const [queue, entries, overlaps] = await Promise.all([
    getQueue(person),
    listEntries(person, slug),
    listOverlaps(person, slug),
  ]);
  const { title, phase, archivedAt, edition } = challenge;
  const pending = entries.filter(({ state }) => state === 'pending').length;
  const unjudged = overlaps.filter(({ judgement }) => judgement === null).length;
  const own = queue.filter(isOf(slug));
  return (
    <DeskFrame
      challenge={challenge}
      title="Desk"
      lead={
        <span className="flex flex-wrap items-center gap-3 text-base">
          <PhaseBadge phase={phase} /> {title}
        </span>
      }
      actions={
        archivedAt === null && (
          <>
            <RescoreChallenge slug={slug} title={title} />
            {phase === 'closed' && <PublishResults slug={slug} title={title} />}
            {phase === 'published' && <ArchiveChallenge slug={slug} title={title} />}
          </>
        )
      }
    >
      <div className="mb-8 flex flex-col gap-3 empty:hidden">
        {archivedAt && <Callout title="Archived">Nothing of this challenge changes any more.</Callout>}
        {pending > 0 && (
          <Callout tone="warn" title={`${pending} ${pending === 1 ? 'entry waits' : 'entries wait'} for you`}>
            <TextLink href={`/organise/challenges/${slug}/entries`}>Admit or decline them</TextLink>
          </Callout>
        )}
        {unjudged > 0 && (
          <Callout
            tone="warn"
            title={`${unjudged} ${unjudged === 1 ? 'pair' : 'pairs'} of accounts may be one person`}
          >
            <TextLink href={`/organise/challenges/${slug}/overlaps`}>Judge them</TextLink>
          </Callout>
        )}
      </div>
      <Section title="Under way" lead="What workers are at, and what waits.">
        <QueueTable name={`Submissions of ${title} under way`} queue={own} />
        {queue.length > own.length && (
          <p className="mt-3">
            <TextLink href="/organise/challenges/queue">The queue of all challenges</TextLink>
          </p>
        )}
      </Section>
      {archivedAt === null && (
        <Section
          title="Announce"
          lead="Stands on the challenge's page, and goes by mail to everybody in it whose address is shown to be theirs."
        >
          <AnnounceForm slug={slug} />
        </Section>
      )}
      {archivedAt === null && <Webhooks slug={slug} scope="challenge" />}
      <Section title="Take it home" lead="Everything that you may see; scores as far as they are shown now.">
        <ul className="flex flex-wrap gap-x-6 gap-y-2">
          <li>
            <a download className="link rounded" href={`/api/v1/challenges/${slug}/export`}>
              Everything as JSON
            </a>
          </li>
          {exportTables.map((table) => (
            <li key={table}>
              <a download className="link rounded" href={`/api/v1/challenges/${slug}/export?table=${table}`}>
                {table} as CSV
              </a>
            </li>
          ))}
          <li>
            <a download className="link rounded" href={`/api/v1/challenges/${slug}/file`}>
              Settings as YAML
            </a>
          </li>
        </ul>
      </Section>
      <Section
        title="The next edition"
        lead="With the settings of this one, its dates a year later. Nothing is sent anywhere: look its settings over, then tell people."
      >
        <CloneForm slug={slug} next={nextSlug(slug, edition)} edition={edition + 1} />
      </Section>
    </DeskFrame>
  );
}

const isOf =
  (slug: string) =>
  ({ challenge }: QueuedSubmission) =>
    challenge.slug === slug;

const nextSlug = (slug: string, edition: number) =>
  slug.includes(String(edition))
    ? slug.replace(String(edition), String(edition + 1))
    : `${slug}-${edition + 1}`;
