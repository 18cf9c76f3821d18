import type { FurtherMetrics, MeasuredError, ScoreDetails } from '#lib/challenges/score';
import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { BarList } from '@/_components/bar-list';
import { Callout } from '@/_components/callout';
import { DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { percentInterval } from '@/(site)/challenges/[slug]/percent';
import { ConfusedPairs } from './confused-pairs';

/** How many classes are drawn as bars; all of them stand in the table. */
const BARS = 12;

type Props = { submission: SubmissionView; score: ScoreDetails };

/** What a submission scored: its errors, its errors by noun, and what it takes for what. */
export function ScoreSections({ submission, score }: Props) {
  const yesNo = score.perClass.length === 0 && !score.ladder;
  const errors = [
    ...(score.top1 === null
      ? []
      : [
          {
            label: yesNo ? 'error' : 'top-1 error',
            value: <ErrorFigure measured={score.top1} />,
            hint: yesNo ? 'the answer, yes or no, is wrong' : 'the best guess is wrong',
          },
        ]),
    ...(score.top5 === null
      ? []
      : [
          {
            label: 'top-5 error',
            value: <ErrorFigure measured={score.top5} />,
            hint: 'none of the five best guesses is right',
          },
        ]),
  ];
  return (
    <>
      <Section title="Score" id="score" lead={leadOf(score)}>
        {score.ladder && (
          <div className="mb-6">
            <Callout title="It climbs a ladder">
              A score moves only when it beats the best of its entry by a step: this is what is shown of the
              entry up to this submission. Everything else is told when the results are out.
            </Callout>
          </div>
        )}
        {score.missing > 0 && (
          <div className="mb-6">
            <Callout tone="warn" title="Computed without images that were taken down">
              The version of the dataset misses {score.missing.toLocaleString('en')} held-out{' '}
              {score.missing === 1 ? 'image' : 'images'} by now. Scores of all submissions leave them out
              {score.further.logLoss === null ? '' : ', but for the log loss'}.
            </Callout>
          </div>
        )}
        <Stats items={[...errors, ...furtherItems(score.further), ...publicItems(submission)]} />
      </Section>
      <PastScores submission={submission} />
      {score.perClass.length > 0 && <ByNoun submission={submission} score={score} />}
      {score.confusions.length > 0 && (
        <Section
          title="Most confused pairs"
          id="confusions"
          lead="What the best guess takes for what, as a rounded share of the held-out images of the first noun. The images are from the training split."
        >
          <ConfusedPairs submission={submission} confusions={score.confusions} />
        </Section>
      )}
    </>
  );
}

function leadOf({ images, part, ladder }: ScoreDetails): string {
  const count = images.toLocaleString('en');
  const which = {
    all: `On ${count} held-out images`,
    public: `On ${count} held-out images, the public part; the rest is held back from everybody until the results are out`,
    private: `On ${count} held-out images, the private part, of which nobody saw scores while submissions were taken`,
  }[part];
  return ladder ? `${which}.` : `${which}. With 95 % intervals by bootstrap over images.`;
}

/** What was shown of it before the results were out. */
function publicItems({ publicScore }: SubmissionView) {
  if (!publicScore?.top1) return [];
  return [
    {
      label: 'top-1 error, public part',
      value: <ErrorFigure measured={publicScore.top1} />,
      hint: `on the ${publicScore.images.toLocaleString('en')} images that scores were told of before the results were out`,
    },
  ];
}

/** The scores that others took the place of when it was computed again. */
function PastScores({ submission: { pastScores } }: { submission: SubmissionView }) {
  if (pastScores.length === 0) return null;
  return (
    <Section
      title="Scores before"
      id="past-scores"
      lead="It was computed again out of the same answers, after images were taken down, labels were mended or metrics were."
    >
      <div className="max-w-3xl">
        <DataTable
          name="Scores before"
          rows={pastScores}
          rowKey={(row) => row.replacedAt.toISOString()}
          columns={[
            {
              key: 'until',
              header: 'Until',
              rowHeader: true,
              cell: (row) => <Moment at={row.replacedAt} />,
            },
            {
              key: 'top1',
              header: 'Top-1 error',
              align: 'end',
              cell: (row) => <MaybeError measured={row.top1} />,
            },
            {
              key: 'top5',
              header: 'Top-5 error',
              align: 'end',
              cell: (row) => <MaybeError measured={row.top5} />,
            },
            { key: 'images', header: 'Images', align: 'end', cell: (row) => <Count value={row.images} /> },
          ]}
        />
      </div>
    </Section>
  );
}

function MaybeError({ measured }: { measured: MeasuredError | null }) {
  return measured === null ? <Figure value={null} /> : <ErrorFigure measured={measured} />;
}

function furtherItems(further: FurtherMetrics) {
  const { hierarchicalError, meanPerClassError, ties } = further;
  const item = (label: string, value: number | null, hint: string, digits: number, unit?: string) =>
    value === null ? [] : [{ label, value: <Figure value={value} unit={unit} digits={digits} />, hint }];
  const mean = meanPerClassError === null ? null : 100 * meanPerClassError;
  return [
    ...(hierarchicalError === null
      ? []
      : [
          {
            label: 'hierarchical error',
            value: (
              <Figure
                value={hierarchicalError.error}
                interval={hierarchicalError.interval ?? undefined}
                digits={2}
              />
            ),
            hint: 'steps up from the leaves to where truth and nearest guess meet, as in ILSVRC 2010',
          },
        ]),
    ...item('mean error of a noun', mean, 'each noun counts the same', 1, '%'),
    ...item('log loss', further.logLoss, 'of the probability given to the truth', 2),
    ...item('calibration error', further.calibrationError, 'confidence against how often it is right', 2),
    ...item('ROC AUC', further.rocAuc, 'a yes stands before a no', 3),
    ...item('average precision', further.averagePrecision, 'over all thresholds', 3),
    ...(ties ? item('ties', ties, 'images decided by the lower class number', 0) : []),
  ];
}

function ErrorFigure({ measured }: { measured: MeasuredError }) {
  return <Figure value={100 * measured.error} interval={percentInterval(measured.interval)} unit="%" />;
}

function ByNoun({ submission: { words }, score }: Props) {
  const word = (synsetId: string) => words[synsetId] ?? synsetId;
  const measured = score.perClass.filter((each) => each.top1Error !== null);
  const worst = [...measured].sort((a, b) => (b.top1Error ?? 0) - (a.top1Error ?? 0));
  return (
    <Section
      title="Errors by noun"
      id="nouns"
      lead="The nouns that it gets wrong most often, then all of them. Rounded, and not told of nouns with few held-out images, since labels could be read from it."
    >
      {worst.length > 0 && (
        <div className="max-w-3xl">
          <BarList
            name="Top-1 error of the hardest nouns"
            max={100}
            unit="%"
            items={worst.slice(0, BARS).map(({ synsetId, top1Error }) => ({
              label: word(synsetId),
              value: 100 * (top1Error ?? 0),
              href: `/explore/${synsetId}`,
            }))}
          />
        </div>
      )}
      <details className="mt-6">
        <summary className="cursor-pointer rounded font-medium">
          Show all {score.perClass.length.toLocaleString('en')} nouns as a table
        </summary>
        <div className="mt-3 max-w-3xl">
          <DataTable
            name="Errors by noun"
            rows={worst.length === score.perClass.length ? worst : score.perClass}
            rowKey={(row) => row.synsetId}
            columns={[
              {
                key: 'noun',
                header: 'Noun',
                rowHeader: true,
                cell: (row) => (
                  <TextLink quiet href={`/explore/${row.synsetId}`}>
                    {word(row.synsetId)}
                  </TextLink>
                ),
              },
              {
                key: 'top1',
                header: 'Top-1 error',
                align: 'end',
                cell: (row) => (
                  <Figure value={row.top1Error === null ? null : 100 * row.top1Error} unit="%" digits={0} />
                ),
              },
              {
                key: 'top5',
                header: 'Top-5 error',
                align: 'end',
                cell: (row) => (
                  <Figure value={row.top5Error === null ? null : 100 * row.top5Error} unit="%" digits={0} />
                ),
              },
            ]}
          />
        </div>
      </details>
    </Section>
  );
}
