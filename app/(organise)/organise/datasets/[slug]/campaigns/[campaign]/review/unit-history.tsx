import type { ReviewChange, ReviewNoun } from '#lib/labelling/review';
import { answerText } from './review-choices';
import { When, Who } from './unit-flags';

type Nouns = Readonly<Record<string, ReviewNoun>>;

/** Every change of a unit's label that was no further vote: who, what, when and why. Nothing of it is ever changed. */
export function UnitHistory({
  changes,
  nouns,
  tabIndex,
}: {
  changes: readonly ReviewChange[];
  nouns: Nouns;
  tabIndex: number | undefined;
}) {
  if (changes.length === 0) return null;
  return (
    <details className="text-sm">
      <summary tabIndex={tabIndex} className="cursor-pointer rounded font-medium">
        History of the label ({changes.length})
      </summary>
      <ol className="mt-2 flex flex-col divide-y divide-line border-y border-line text-sm">
        {changes.map((change, index) => (
          <HistoryLine key={change.id} change={change} previous={changes[index - 1]} nouns={nouns} />
        ))}
      </ol>
    </details>
  );
}

/** What others changed of a unit's label while somebody looked at it. */
export function UnitNews({
  news,
  changes,
  nouns,
}: {
  news: readonly ReviewChange[];
  changes: readonly ReviewChange[];
  nouns: Nouns;
}) {
  const before = changes.findLast(({ id }) => id < (news[0]?.id ?? 0));
  return (
    <div className="rounded-r border-l-4 border-warn bg-warn-wash px-3 py-2 text-sm">
      <p className="font-medium">Changed since you saw it</p>
      <ol>
        {news.map((change, index) => (
          <HistoryLine key={change.id} change={change} previous={news[index - 1] ?? before} nouns={nouns} />
        ))}
      </ol>
    </div>
  );
}

function HistoryLine({
  change,
  previous,
  nouns,
}: {
  change: ReviewChange;
  previous: ReviewChange | undefined;
  nouns: Nouns;
}) {
  return (
    <li className="py-2">
      <p>
        {change.person && <Who person={change.person} />} {actOf(change, previous)}:{' '}
        <span className="font-medium">
          {labelText(change.from, nouns)} → {labelText(change.to, nouns)}
        </span>
      </p>
      {change.note !== '' && <p className="mt-1 whitespace-pre-line">{change.note}</p>}
      <p className="mt-1 text-xs text-ink-soft">
        <When at={change.at} />
      </p>
    </li>
  );
}

const acts: Record<Exclude<ReviewChange['cause'], 'undo'>, string> = {
  review: 'decided',
  estimate: 'All votes weighed anew',
  withdrawal: 'A labeler’s votes were withdrawn or restored',
  opinion: 'asked for a second opinion',
  gold: 'made it a known answer',
  vote: 'Votes decided it',
};

/** After a decision only that can be taken back; else it is votes. */
function actOf({ cause }: ReviewChange, previous: ReviewChange | undefined): string {
  if (cause !== 'undo') return acts[cause];
  return previous?.cause === 'review' ? 'took the decision back' : 'took a vote back';
}

function labelText({ state, answer }: ReviewChange['from'], nouns: Nouns): string {
  return answer === null ? state : answerText(answer, nouns);
}
