import type { LabelVote } from '#lib/datasets/server/list-label-votes';
import { Badge } from '@/_components/badge';
import { Moment } from '@/_components/moment';

const words: Record<string, string> = {
  yes: 'yes',
  no: 'no',
  none: 'none of the nouns asked about',
  'cannot-tell': 'cannot tell',
  broken: 'unfit for the dataset',
};

function said({ asked, answer }: LabelVote): string {
  if (typeof answer !== 'string') return answer.map(({ word }) => word).join(', ');
  return asked === null ? (words[answer] ?? answer) : `${asked.word}? ${words[answer] ?? answer}`;
}

/** What people and models said of an image, of which its label was made. */
export function LabelVotes({ votes }: { votes: readonly LabelVote[] }) {
  if (votes.length === 0) return null;
  return (
    <details className="mt-3 text-sm">
      <summary className="cursor-pointer rounded">
        {votes.length === 1 ? 'The vote' : `The ${votes.length.toLocaleString('en')} votes`} that made it
      </summary>
      <ul className="mt-2 flex flex-col divide-y divide-line border-y border-line">
        {votes.map((vote) => (
          <li key={`${vote.pseudonym} ${vote.asked?.id}`} className="py-1">
            <p className="font-medium">{said(vote)}</p>
            <p className="flex flex-wrap items-center gap-x-2 text-xs text-ink-soft">
              <span className="font-mono">{vote.pseudonym}</span>
              <Moment at={vote.at} show="date" />
              {vote.simulated && <Badge tone="warn">simulated</Badge>}
              {vote.machine && <Badge>model</Badge>}
            </p>
          </li>
        ))}
      </ul>
      <p className="mt-2 text-xs text-ink-soft">
        The same labeler has the same pseudonym in all of a campaign and another one in the next.
      </p>
    </details>
  );
}
