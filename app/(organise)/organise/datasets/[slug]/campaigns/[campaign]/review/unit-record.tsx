import { Check, CircleDashed } from 'lucide-react';
import { flagReasonWords } from '#lib/labelling/flag-reason';
import type { ReviewNoun, ReviewPerson, ReviewUnit, ReviewVote } from '#lib/labelling/review';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { figureText } from '@/_components/figure-text';
import { Moment } from '@/_components/moment';
import { answerText } from './review-choices';

type Nouns = Readonly<Record<string, ReviewNoun>>;

/** The votes of a unit side by side: who, what, when and after how long. */
export function UnitVotes({ votes, nouns }: { votes: readonly ReviewVote[]; nouns: Nouns }) {
  return (
    <DataTable
      name="Votes"
      showName
      rows={votes}
      rowKey={({ person }) => person.id}
      empty="Nobody has voted yet."
      columns={[
        { key: 'who', header: 'Who', rowHeader: true, cell: ({ person }) => <Who person={person} /> },
        { key: 'answer', header: 'Answer', cell: ({ answer }) => <Answer answer={answer} nouns={nouns} /> },
        {
          key: 'time',
          header: 'Took',
          unit: 's',
          align: 'end',
          cell: ({ milliseconds }) => figureText(milliseconds / 1000, { digits: 1 }),
        },
        { key: 'at', header: 'When', cell: ({ at }) => <When at={at} /> },
      ]}
    />
  );
}

/** What labelers told of a unit. */
export function UnitFlags({ flags }: Pick<ReviewUnit, 'flags'>) {
  if (flags.length === 0) return null;
  return (
    <section aria-labelledby="flags">
      <h3 id="flags" className="font-medium">
        Flags
      </h3>
      <ul className="mt-2 flex flex-col gap-2">
        {flags.map(({ person, reason, comment, at, resolvedAt, resolvedBy }) => (
          <li key={person.id} className="border-l-4 border-line pl-3 text-sm">
            <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <Badge tone={resolvedAt ? 'neutral' : 'warn'}>{flagReasonWords[reason]}</Badge>
              <Who person={person} />
              <span className="text-ink-soft">
                <When at={at} />
              </span>
              {resolvedAt && (
                <span className="inline-flex items-center gap-1 text-ink-soft">
                  <Check aria-hidden size={14} /> resolved{resolvedBy && ` by ${resolvedBy}`}
                </span>
              )}
            </p>
            {comment !== '' && <p className="mt-1 whitespace-pre-line">{comment}</p>}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Who({ person }: { person: ReviewPerson }) {
  return (
    <>
      {person.name}
      {person.simulated && (
        <span className="ml-1 inline-flex items-center gap-1 text-xs text-ink-soft">
          <CircleDashed aria-hidden size={12} /> simulated
        </span>
      )}
    </>
  );
}

export function When({ at }: { at: string }) {
  return (
    <span className="whitespace-nowrap">
      <Moment at={at} show="date" /> <Moment at={at} show="time" />
    </span>
  );
}

function Answer({ answer, nouns }: { answer: string; nouns: Nouns }) {
  const path = nouns[answer]?.path;
  return (
    <>
      <span className="font-medium">{answerText(answer, nouns)}</span>
      {path && path.length > 0 && (
        <span className="block text-xs text-ink-soft">{path.slice(-3).join(' › ')}</span>
      )}
    </>
  );
}
