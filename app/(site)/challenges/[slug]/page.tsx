import type { Metadata } from 'next';
import { leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { listAnnouncements } from '#lib/challenges/server/announce';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import { getLeaderboard } from '#lib/challenges/server/get-leaderboard';
import { getMyEntry, type MyEntry } from '#lib/challenges/server/get-my-entry';
import { getTeam } from '#lib/challenges/server/get-team';
import { LinkButton } from '@/_components/button';
import { CopyButton } from '@/_components/copy-button';
import { EmptyState } from '@/_components/empty-state';
import { Markdown } from '@/_components/markdown';
import { Moment } from '@/_components/moment';
import { Mosaic } from '@/_components/mosaic';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { PhaseBadge } from '../phase-badge';
import { trainPictures } from '../train-pictures';
import { ChallengeFacts } from './challenge-facts';
import { EligibilityNotice } from './eligibility-notice';
import { EntryNotice } from './entry-notice';
import { LeaderboardTable } from './leaderboard-table';
import { loadChallenge } from './load-challenge';
import { loadEligibility } from './load-eligibility';
import { MySubmissions } from './my-submissions';

type Params = Promise<{ slug: string }>;

/** How many rows of the leaderboard and how many classes the page shows before it leads on. */
const TOP = 10;
const CLASSES = 60;
/** How many training pictures show what it is about. */
const PICTURES = 14;

export async function generateMetadata({ params }: { params: Params }): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: challenge.title };
}

export default async function ChallengePage({ params }: { params: Params }) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const person = await currentPerson();
  const [entry, eligibility, team, announcements, board, pictures] = await Promise.all([
    getMyEntry(person, slug),
    loadEligibility(person, challenge),
    getTeam(person, slug),
    listAnnouncements(slug),
    getLeaderboard(person, slug, leaderboardQuerySchema.parse({})),
    trainPictures(challenge.dataset.slug, challenge.dataset.version, PICTURES),
  ]);
  return (
    <PageShell
      title={challenge.title}
      path={[{ label: 'Challenges', href: '/challenges' }, { label: challenge.title }]}
      lead={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-base">
          <PhaseBadge phase={challenge.phase} />
          <span>
            Edition {challenge.edition}
            {challenge.series && (
              <>
                {' '}
                of <TextLink href={`/series/${challenge.series}`}>{challenge.series}</TextLink>
              </>
            )}
          </span>
          <span>
            on <TextLink href={`/datasets/${challenge.dataset.slug}`}>{challenge.dataset.title}</TextLink>,
            version {challenge.dataset.version}
          </span>
        </span>
      }
      actions={!eligibility?.barred && <NextStep challenge={challenge} entry={entry} />}
      aside={<ChallengeFacts challenge={challenge} entry={entry} />}
    >
      <EntryNotice slug={slug} team={team} />
      {!entry?.baseline && <EligibilityNotice eligibility={eligibility} />}
      {announcements.length > 0 && (
        <Section title="Announcements" id="announcements">
          <ul className="flex max-w-3xl flex-col gap-5">
            {announcements.map(({ id, title, text, at }) => (
              <li key={id}>
                <h3 className="font-medium">
                  {title}{' '}
                  <span className="text-sm font-normal text-ink-soft">
                    · <Moment at={at} />
                  </span>
                </h3>
                <Markdown text={text} headingOffset={2} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title="What is asked">
        {challenge.description.trim() === '' ? (
          <p className="max-w-3xl">
            Name the noun on each held-out image of {challenge.dataset.title}, out of the{' '}
            {challenge.classes.length} classes below.
          </p>
        ) : (
          <Markdown text={challenge.description} headingOffset={1} />
        )}
        {pictures.length > 0 && (
          <div className="mt-6">
            <Mosaic name="Pictures to train on" pictures={pictures} eager={PICTURES} />
          </div>
        )}
      </Section>
      <Section
        title="Leaderboard"
        id="leaderboard"
        action={
          board.rows.length > 0 && (
            <TextLink href={`/challenges/${slug}/leaderboard`}>See the whole leaderboard</TextLink>
          )
        }
      >
        <LeaderboardTable
          name={`The first ${TOP} of ${challenge.title}`}
          board={board}
          limit={TOP}
          brief
          empty={
            <EmptyState title="No scores yet">
              The first model that is scored stands here within minutes of its upload.
            </EmptyState>
          }
        />
      </Section>
      {entry && (
        <Section title="Your submissions" id="submissions">
          <MySubmissions submissions={entry.submissions} />
        </Section>
      )}
      <Section
        title="Classes"
        id="classes"
        lead="The order is that of a model's outputs where it comes without a labels file."
        action={
          <CopyButton
            text={challenge.classes.map(({ synsetId }) => synsetId).join('\n')}
            label="Copy their ids"
          />
        }
      >
        <ClassList challenge={challenge} />
      </Section>
      {challenge.prizes.trim() !== '' && (
        <Section title="Prizes" id="prizes">
          <Markdown text={challenge.prizes} headingOffset={1} />
        </Section>
      )}
      {challenge.rules.trim() !== '' && (
        <Section title="Rules" id="rules" lead={`Version ${challenge.rulesVersion}`}>
          <Markdown text={challenge.rules} headingOffset={1} />
        </Section>
      )}
    </PageShell>
  );
}

function NextStep({ challenge, entry }: { challenge: ChallengeView; entry: MyEntry | null }) {
  const at = `/challenges/${challenge.slug}`;
  const over = challenge.phase === 'closed' || challenge.phase === 'published';
  if (over) {
    return (
      <LinkButton href={`${at}/leaderboard`} variant="primary">
        See the leaderboard
      </LinkButton>
    );
  }
  return entry === null ? (
    <LinkButton href={`${at}/enter`} variant="primary">
      Enter the challenge
    </LinkButton>
  ) : (
    <>
      <LinkButton href={`${at}/team`}>Your team</LinkButton>
      <LinkButton href={`${at}/submit`} variant="primary">
        Submit a model
      </LinkButton>
    </>
  );
}

function ClassList({ challenge }: { challenge: ChallengeView }) {
  const [shown, rest] = [challenge.classes.slice(0, CLASSES), challenge.classes.slice(CLASSES)];
  const list = (classes: ChallengeView['classes']) => (
    <ul className="flex flex-wrap gap-x-5 gap-y-1">
      {classes.map(({ synsetId, word, gloss }) => (
        <li key={synsetId}>
          <TextLink quiet href={`/explore/${synsetId}`} title={gloss}>
            {word}
          </TextLink>
        </li>
      ))}
    </ul>
  );
  if (rest.length === 0) return list(shown);
  return (
    <>
      {list(shown)}
      <details className="mt-3">
        <summary className="cursor-pointer rounded">
          Show the other {rest.length.toLocaleString('en')}
        </summary>
        <div className="mt-3">{list(rest)}</div>
      </details>
    </>
  );
}
