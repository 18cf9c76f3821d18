'use client';

import { clsx } from 'clsx';
import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewNoun, ReviewUnit } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import { Key } from '@/_components/keys';
import { choicesOf } from './review-choices';

type UnitDecisionProps = {
  kind: CampaignKind;
  unit: ReviewUnit;
  nouns: Readonly<Record<string, ReviewNoun>>;
  current: boolean;
  tabIndex: number | undefined;
  onDecide: (answer: string) => void;
  onPutOff: () => void;
  onAsk?: () => void;
  onKeep?: () => void;
};

/** The answers that a unit can be decided by, and what else can be done with it. */
export function UnitDecision(props: UnitDecisionProps) {
  const { kind, unit, nouns, current, tabIndex, onDecide, onPutOff, onAsk, onKeep } = props;
  const flagged = unit.flags.some(({ resolvedAt }) => resolvedAt === null);
  return (
    <>
      <ul aria-label="Decide" className={clsx('grid gap-2', kind === 'verify' && 'grid-cols-2')}>
        {choicesOf(kind, unit, nouns).map(({ key, answer, label, votes }) => (
          <li key={answer}>
            <button
              type="button"
              tabIndex={tabIndex}
              onClick={() => onDecide(answer)}
              className="flex min-h-10 w-full items-center gap-2 rounded border border-edge bg-sheet px-2 py-1 text-left hover:bg-well"
            >
              {/* The keys are for the current card. */}
              <span aria-hidden className={clsx('shrink-0 max-sm:hidden', !current && 'invisible')}>
                <Key>{key}</Key>
              </span>
              <span className="min-w-0 flex-1 font-medium">{label}</span>
              {votes > 0 && (
                <span className="shrink-0 text-xs text-ink-soft tabular-nums">
                  {votes === 1 ? '1 vote' : `${votes} votes`}
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-1">
        {onKeep && (
          <Button size="small" variant="quiet" tabIndex={tabIndex} onClick={onKeep}>
            {flagged ? 'Keep the label, resolve flags' : 'Leave it as it is'}
          </Button>
        )}
        {onAsk && (
          <Button size="small" variant="quiet" tabIndex={tabIndex} onClick={onAsk}>
            Second opinion
          </Button>
        )}
        <Button size="small" variant="quiet" tabIndex={tabIndex} onClick={onPutOff}>
          Put it off
        </Button>
      </div>
    </>
  );
}
