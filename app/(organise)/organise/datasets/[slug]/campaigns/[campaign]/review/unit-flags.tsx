import { Check, CircleDashed } from 'lucide-react';
import { flagReasonWords } from '#lib/labelling/flag-reason';
import type { ReviewPerson, ReviewUnit } from '#lib/labelling/review';
import { Badge } from '@/_components/badge';
import { Moment } from '@/_components/moment';

/** What labelers told of a unit. */
export function UnitFlags({ flags }: Pick<ReviewUnit, 'flags'>) {
  if (flags.length === 0) return null;
  return (
    <ul aria-label="Flags" className="flex flex-col gap-2">
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
