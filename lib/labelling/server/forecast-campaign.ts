import { assertRole, type Person } from '#lib/identity/person';
import { pool } from '#lib/infra/db/client';
import type { CampaignForecast } from '../board.ts';
import type { Progress } from '../campaign.ts';
import { collectVotes } from '../consensus/named-votes.ts';
import { forecastVotes, type PlayedUnit } from '../forecast.ts';
import { replay } from '../replay.ts';
import { findCampaign } from './find-campaign.ts';
import { readCost } from './read-cost.ts';
import { readProgress } from './read-progress.ts';
import { type SampledUnit, sampleUnits } from './sample-units.ts';

/** Units whose votes are played again: some thousand votes, in well under a second. */
const LIMIT = 2_000;
/** Numbers that the labelers' matrices may take together while votes are played again. */
const MOST_CELLS = 4_000_000;

/**
 * How many votes and hours a campaign's open units will still take under its own policy: the votes of a sample of its units are
 * played again (`replay`), and `forecastVotes` tells from how many each took what the open ones will take. A unit takes no
 * more than it really took: what is known of labelers from a sample is less than what the campaign knew. Where answers
 * are too many to estimate labelers by each (some hundred nouns) the votes that units really took are used alone. Reads
 * at most 2,000 units with their votes. For organisers. Throws AppError `no-such-campaign`.
 */
export async function forecastCampaign(
  person: Person | null,
  { campaign: slug }: { campaign: string },
): Promise<CampaignForecast> {
  assertRole(person, 'organiser');
  const { id, votesPerUnit: most, targetConfidence } = await findCampaign(slug);
  const [progress, cost] = await Promise.all([readProgress([id]), readCost(id)]);
  const { units, settled, contested } = progress.get(id) as Progress;
  const { sampled, complete } = await sampleUnits(id, { units, limit: LIMIT });
  const played =
    targetConfidence === null ? [] : await playAgain(sampled, { kind: 'adaptive', target: targetConfidence });
  const open = sampled
    .filter(({ state }) => state === 'open')
    // What an organiser asked for beyond the most is taken as not yet had.
    .map(({ voteCount, extraVotes }) => Math.max(0, voteCount - extraVotes));
  // Inserted gold is no unit of the counters, other gold is settled: the counters tell how many are open.
  const openUnits = complete ? open.length : units - settled - contested;
  const forecast = forecastVotes({ played, open, openUnits, most, fixed: targetConfidence === null });
  const hours = (votes: number) => (votes * (cost.secondsPerVote as number)) / 3600;
  return {
    ...forecast,
    openUnits,
    from: played.filter(({ decided }) => decided).length,
    hours:
      cost.secondsPerVote === null
        ? null
        : {
            low: hours(forecast.low),
            value: forecast.votes === null ? null : hours(forecast.votes),
            high: hours(forecast.high),
          },
  };
}

async function playAgain(
  sampled: readonly SampledUnit[],
  policy: { kind: 'adaptive'; target: number },
): Promise<PlayedUnit[]> {
  const { rows } = await pool().query<{ unit: number; labeler: string; answer: string }>(
    `SELECT unit_id AS unit, user_id AS labeler, answer FROM votes WHERE unit_id = ANY($1) ORDER BY unit_id, created_at, user_id`,
    [sampled.map(({ id }) => id)],
  );
  const collector = collectVotes();
  for (const { unit, labeler, answer } of rows) collector.add(String(unit), labeler, answer);
  const { votes, unitNames } = collector.finish();
  const replayed = new Map<number, number>();
  if (votes.labelerCount * votes.answerCount ** 2 <= MOST_CELLS) {
    const { used, confidence } = replay(votes, policy);
    for (const [unit, name] of unitNames.entries()) {
      if ((confidence[unit] as number) >= policy.target) replayed.set(Number(name), used[unit] as number);
    }
  }
  return sampled.map(({ id, state, voteCount }) => {
    const votesUsed = replayed.get(id);
    return { votes: votesUsed ?? voteCount, decided: state !== 'open' || votesUsed !== undefined };
  });
}
