import type { Metadata } from 'next';
import { myDays } from '#lib/labelling/server/my-days';
import { myFigures } from '#lib/labelling/server/my-figures';
import { myLabelling } from '#lib/labelling/server/my-labelling';
import { BarList } from '@/_components/bar-list';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Count, Figure } from '@/_components/figure';
import { partText } from '@/_components/figure-text';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { requirePerson } from '@/_server/session';
import { AgreedShare } from './agreed-share';
import { CampaignTable } from './campaign-table';
import { DayPlot } from './day-plot';

export const metadata: Metadata = { title: 'My labelling' };

/** Twelve weeks. */
const DAYS = 84;

export default async function MyLabellingPage() {
  const person = await requirePerson('labeler');
  const [labelling, figures, days] = await Promise.all([
    myLabelling(person),
    myFigures(person),
    myDays(person, { count: DAYS }),
  ]);
  const { votes, imagesSettled, agreement, nouns } = labelling;
  const go = (
    <LinkButton href="/label" variant="primary">
      Label images
    </LinkButton>
  );
  if (votes === 0) {
    return (
      <EmptyState page title="What your votes become" action={go}>
        The images that your votes helped to settle, how often you agree with others and the nouns you know
        best will stand here. Give the first votes.
      </EmptyState>
    );
  }
  return (
    <PageShell
      title="My labelling"
      lead="What your votes became."
      actions={
        <>
          <LinkButton href="/label/board">Board of the week</LinkButton>
          {go}
        </>
      }
    >
      <Stats
        items={[
          { label: 'votes today', value: <Count value={figures.today} /> },
          { label: 'this week, from Monday on', value: <Count value={figures.week} /> },
          {
            label: figures.streak === 1 ? 'day in a row' : 'days in a row',
            value: <Count value={figures.streak} />,
            hint: `longest within a year: ${figures.longestStreak.toLocaleString('en')}`,
          },
          {
            label: 'votes an hour of looking',
            value: <Figure value={figures.pace} digits={0} />,
            hint: 'over your last seven days with votes',
          },
        ]}
      />
      <Section title="Votes by day" lead="The last twelve weeks; a day is one of UTC.">
        <DayPlot days={days} />
      </Section>
      <Section title="What they became">
        <Stats
          items={[
            { label: 'votes given', value: <Count value={votes} /> },
            {
              label: 'images settled with your help',
              value: <Count value={imagesSettled} />,
              hint: 'in whole tens',
            },
            {
              label: 'agreement with what was settled',
              value: <AgreedShare {...agreement} />,
              hint:
                agreement.votes === 0
                  ? 'shown from ten settled votes on a noun'
                  : `of ${agreement.votes.toLocaleString('en')} settled votes`,
            },
          ]}
        />
        <p className="mt-4 max-w-3xl text-sm text-ink-soft">
          Agreement is counted in whole tens of settled votes by noun, so that no figure tells what a single
          image was settled as.
        </p>
      </Section>
      {nouns.length > 0 && (
        <Section title="Nouns you know best" lead="How often you voted as it was settled.">
          <BarList
            name="Agreement by noun"
            max={100}
            unit="%"
            items={nouns.map(({ noun, ...counts }) => ({
              label: noun.words[0] ?? noun.id,
              value: counts.votes === 0 ? 0 : (100 * counts.agreed) / counts.votes,
              display: `${partText(counts.agreed, counts.votes)} of ${counts.votes.toLocaleString('en')}`,
              href: `/explore/${noun.id}`,
            }))}
          />
        </Section>
      )}
      <Section title="Campaigns">
        <CampaignTable campaigns={labelling.campaigns} figures={figures.campaigns} />
      </Section>
    </PageShell>
  );
}
