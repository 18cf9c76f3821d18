import type { Person } from '#lib/identity/person';
import type { Board, CampaignForecast } from '#lib/labelling/board';
import { forecastCampaign } from '#lib/labelling/server/forecast-campaign';
import { Count } from '@/_components/figure';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';

const rounded = (value: number) => Math.round(value).toLocaleString('en');
/** Few hours are told to a tenth. */
const hourText = (value: number) =>
  value < 10 ? value.toLocaleString('en', { maximumFractionDigits: 1 }) : rounded(value);

const span = (low: number, high: number, text: (value: number) => string) =>
  text(low) === text(high) ? text(low) : `${text(low)} to ${text(high)}`;

/** What the campaign has taken of people's time, and what it will still take. */
export async function CostToGo({ person, board }: { person: Person; board: Board }) {
  const { cost, slug } = board;
  const forecast = await forecastCampaign(person, { campaign: slug });
  const { votes, low, high, hours, openUnits } = forecast;
  return (
    <>
      <Stats
        items={[
          { label: 'hours so far', value: hourText(cost.hours), hint: `of ${people(cost.labelers)}` },
          {
            label: 'seconds a vote',
            value: cost.secondsPerVote === null ? 'none yet' : cost.secondsPerVote.toFixed(1),
          },
          {
            label: 'votes to go',
            value: votes === null ? span(low, high, rounded) : <Count value={votes} />,
            hint: votes === null || low === high ? undefined : `95 %: ${span(low, high, rounded)}`,
          },
          {
            label: 'hours to go',
            value:
              hours === null
                ? 'not known'
                : hours.value === null
                  ? span(hours.low, hours.high, hourText)
                  : hourText(hours.value),
            hint:
              hours === null || hours.value === null || low === high
                ? undefined
                : `95 %: ${span(hours.low, hours.high, hourText)}`,
          },
        ]}
      />
      <p className="mt-4 max-w-3xl text-sm text-ink-soft">
        {openUnits === 0 ? 'No unit is open.' : basis(board, forecast)}{' '}
        <TextLink href="/docs/organisers#what-is-to-go" quiet>
          How it is told
        </TextLink>
      </p>
    </>
  );
}

function basis({ targetConfidence, votesPerUnit }: Board, { votes, from }: CampaignForecast): string {
  if (targetConfidence === null) return `Each open unit gets ${votesPerUnit} votes.`;
  if (votes === null)
    return 'Too few units are decided to tell more than what is least and what is most. It is told once 20 are.';
  return `Told from ${from.toLocaleString('en')} decided units, whose votes were played again until they were sure enough.`;
}

const people = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'labeler' : 'labelers'}`;
