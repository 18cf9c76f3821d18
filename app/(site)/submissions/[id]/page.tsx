import type { Metadata } from 'next';
import { compareCosts } from '#lib/challenges/server/compare-costs';
import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { isFinal } from '#lib/challenges/submission-state';
import { hasRole } from '#lib/identity/person';
import { Badge } from '@/_components/badge';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { Markdown } from '@/_components/markdown';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { StateBadge } from '@/(site)/challenges/state-badge';
import { CancelSubmission } from './cancel-submission';
import { ChecksSection } from './checks-section';
import { COST_AXES, CostComparison } from './cost-comparison';
import { CostSection } from './cost-section';
import { EditForm } from './edit-form';
import { LiveState } from './live-state';
import { loadSubmission } from './load-submission';
import { NetworkSection } from './network-section';
import { OrganiserActs } from './organiser-acts';
import { ScoreSections } from './score-sections';
import { TimeSection } from './time-section';

type Params = Promise<{ id: string }>;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  return { title: (await loadSubmission((await params).id)).name };
}

type PageProps = { params: Params; searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SubmissionPage({ params, searchParams }: PageProps) {
  const submission = await loadSubmission((await params).id);
  const { id, name, status, challenge, entry, events, warnings } = submission;
  return (
    <PageShell
      title={name}
      path={[
        { label: 'Challenges', href: '/challenges' },
        { label: challenge.title, href: `/challenges/${challenge.slug}` },
        { label: name },
      ]}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
          <StateBadge state={status.state} />
          <span>
            {entry.name} in <TextLink href={`/challenges/${challenge.slug}`}>{challenge.title}</TextLink>
          </span>
          {entry.baseline && <Badge>baseline</Badge>}
          {submission.final && <Badge tone="accent">counts in the end</Badge>}
          {!submission.listed && <Badge>not listed</Badge>}
        </span>
      }
      actions={
        submission.cancellable ? (
          <CancelSubmission id={id} scoringBegan={events.some(({ state }) => state === 'scoring')} />
        ) : (
          isFinal(status.state) && (
            <>
              <LinkButton href={`/challenges/${challenge.slug}/leaderboard`}>See the leaderboard</LinkButton>
              {status.state === 'scored' && (
                <LinkButton href={`/submissions/${id}/why`} variant="primary">
                  Why did it say that?
                </LinkButton>
              )}
            </>
          )
        )
      }
    >
      <LiveState id={id} status={status} events={events} />
      <Outcome submission={submission} />
      {submission.disqualifiedFor !== null && (
        <div className="mt-6">
          <Callout tone="bad" title="Disqualified">
            {submission.disqualifiedFor}
          </Callout>
        </div>
      )}
      {submission.withheld && status.state === 'scored' && (
        <div className="mt-6">
          <Callout title="Scored">Its phase shows no scores: they wait until the results are out.</Callout>
        </div>
      )}
      {(submission.description.trim() !== '' || submission.link) && (
        <div className="mt-8 max-w-3xl">
          <Markdown text={submission.description} headingOffset={1} />
          {submission.link && (
            <p className="mt-2">
              <TextLink href={submission.link}>Code or paper: {submission.link}</TextLink>
            </p>
          )}
        </div>
      )}
      {warnings.length > 0 && (
        <div className="mt-6">
          <Callout title="Worth knowing">
            <ul className="flex list-disc flex-col gap-1 pl-5">
              {warnings.map((warning, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and two may be the same
                <li key={at}>{warning}</li>
              ))}
            </ul>
          </Callout>
        </div>
      )}
      <div className="mt-12">
        {submission.score && <ScoreSections submission={submission} score={submission.score} />}
        {submission.network && <NetworkSection submission={submission} network={submission.network} />}
        {submission.profile && (
          <TimeSection profile={submission.profile} layers={submission.anatomy?.layers ?? []} />
        )}
        {submission.cost.seconds !== null && <CostSection submission={submission} />}
        {submission.score && <Beside id={id} asked={(await searchParams).cost} />}
        <ChecksSection submission={submission} />
        <Steps submission={submission} />
        {submission.own && (
          <Section title="What it says of itself" id="edit">
            <EditForm
              id={id}
              name={name}
              description={submission.description}
              link={submission.link}
              listed={submission.listed}
              final={submission.final}
            />
          </Section>
        )}
        {hasRole(await currentPerson(), 'organiser') && !entry.baseline && (
          <Section title="For organisers">
            <OrganiserActs
              slug={challenge.slug}
              id={id}
              name={name}
              scored={status.state === 'scored'}
              failed={status.state === 'failed'}
              disqualified={submission.disqualifiedFor !== null}
            />
          </Section>
        )}
      </div>
    </PageShell>
  );
}

/** Its cost beside that of others, by what the address asks for: multiply-adds unless they are known of nobody. */
async function Beside({ id, asked }: { id: string; asked: string | string[] | undefined }) {
  const costs = await compareCosts(id);
  const usual = costs.some(({ macs }) => macs !== null) ? 'macs' : 'time';
  return <CostComparison id={id} costs={costs} axis={COST_AXES.find((axis) => axis === asked) ?? usual} />;
}

function Outcome({ submission: { status, challenge, own } }: { submission: SubmissionView }) {
  if (status.problem === null) return null;
  const again = own && (
    <LinkButton size="small" href={`/challenges/${challenge.slug}/submit`}>
      Submit another model
    </LinkButton>
  );
  return (
    <div className="mt-6">
      {status.state === 'refused' ? (
        <Callout tone="bad" title="The model was refused" action={again}>
          {status.problem.message} It costs none of the submissions of today.{' '}
          <span className="text-sm text-ink-soft">({status.problem.code})</span>
        </Callout>
      ) : (
        <Callout tone="warn" title="It could not be scored" action={again}>
          {status.problem.message}
        </Callout>
      )}
    </div>
  );
}

/** What happened besides the usual steps: tries that a fault of ours ended. */
function Steps({ submission: { events } }: { submission: SubmissionView }) {
  const told = events.flatMap(({ at, detail }) => (detail === null ? [] : [{ at, detail }]));
  if (told.length === 0) return null;
  return (
    <Section title="What happened on the way">
      <ul className="flex list-disc flex-col gap-1 pl-5">
        {told.map(({ at, detail }, step) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and two may be of the same time
          <li key={step}>
            <time dateTime={at.toISOString()} className="tabular-nums">
              {at.toISOString().slice(11, 19)} UTC
            </time>{' '}
            {detail}
          </li>
        ))}
      </ul>
    </Section>
  );
}
