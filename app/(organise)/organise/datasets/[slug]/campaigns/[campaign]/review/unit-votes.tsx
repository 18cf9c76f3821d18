import { CircleDashed, Cpu } from 'lucide-react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewNoun, ReviewUnit, ReviewVoter } from '#lib/labelling/review';
import { figureText, partText } from '@/_components/figure-text';
import { answerText } from './review-choices';

type UnitVotesProps = {
  kind: CampaignKind;
  unit: ReviewUnit;
  nouns: Readonly<Record<string, ReviewNoun>>;
};

/** Who said what about a unit, and what that comes to: the likeliest answer and how likely it is. */
export function UnitVotes({ kind, unit: { votes, belief }, nouns }: UnitVotesProps) {
  if (votes.length === 0) return <p className="text-sm text-ink-soft">Nobody has voted yet.</p>;
  return (
    <div className="flex flex-col gap-2 text-sm">
      {belief && (
        <div>
          <p className="flex justify-between gap-3">
            <span>
              <span className="text-ink-soft">Likeliest by votes: </span>
              <span className="font-medium">{answerText(belief.answer, nouns)}</span>
            </span>
            <span className="shrink-0 tabular-nums">{partText(belief.confidence, 1)}</span>
          </p>
          <svg aria-hidden="true" width="100%" height="6" className="mt-1 block">
            <rect width="100%" height="6" className="fill-well" />
            <rect width={`${100 * belief.confidence}%`} height="6" className="fill-data-1" />
          </svg>
        </div>
      )}
      <ul aria-label="Votes" className="flex flex-col divide-y divide-line border-y border-line">
        {votes.map(({ voter, answer, milliseconds }) => (
          <li key={voter.pseudonym} className="py-1">
            <p className="font-medium">
              {answerText(answer, nouns)}
              {kind === 'classify' && (nouns[answer]?.path.length ?? 0) > 0 && (
                <span className="font-normal text-ink-soft"> ({nouns[answer]?.path.at(-1)})</span>
              )}
            </p>
            <p className="flex flex-wrap gap-x-2 text-xs text-ink-soft tabular-nums">
              <Voter voter={voter} />
              <span>{figureText(milliseconds / 1000, { digits: 1, unit: 's' })}</span>
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Voter({ voter: { pseudonym, simulated, machine, reliability } }: { voter: ReviewVoter }) {
  return (
    <>
      <span className="font-mono">{pseudonym}</span>
      {machine && (
        <span className="inline-flex items-center gap-1">
          <Cpu aria-hidden size={12} /> model
        </span>
      )}
      {simulated && (
        <span className="inline-flex items-center gap-1">
          <CircleDashed aria-hidden size={12} /> simulated
        </span>
      )}
      {reliability !== null && <span>{partText(reliability, 1)} reliable</span>}
    </>
  );
}
