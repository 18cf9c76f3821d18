import { Check, Clock, MessageCircleQuestion, Undo2 } from 'lucide-react';
import type { ReviewNoun } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import { answerText } from './review-choices';
import type { ReviewOutcome } from './review-state';

type Nouns = Readonly<Record<string, ReviewNoun>>;

/** What was done with a unit, in words. */
export function outcomeText(outcome: ReviewOutcome, nouns: Nouns): string {
  switch (outcome.kind) {
    case 'decided':
      return `Decided: ${answerText(outcome.answer, nouns)}.`;
    case 'off':
      return 'Put off.';
    case 'asked':
      return 'More people are asked about it.';
    case 'kept':
      return 'The label stays, its flags are resolved.';
  }
}

const icons = { decided: Check, off: Clock, asked: MessageCircleQuestion, kept: Check };

/** What was done with a unit, with the way back where there is one. */
export function UnitOutcome({
  outcome,
  nouns,
  tabIndex,
  onBack,
}: {
  outcome: ReviewOutcome;
  nouns: Nouns;
  tabIndex: number | undefined;
  onBack?: () => void;
}) {
  const Icon = icons[outcome.kind];
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="flex min-w-0 items-center gap-2 font-medium">
        <Icon aria-hidden size={18} className="shrink-0" />
        {outcomeText(outcome, nouns)}
      </p>
      {onBack && (
        <Button size="small" tabIndex={tabIndex} icon={<Undo2 aria-hidden size={14} />} onClick={onBack}>
          Undo
        </Button>
      )}
    </div>
  );
}
