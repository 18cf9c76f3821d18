'use client';

import type { Ref } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewChange, ReviewNoun, ReviewUnit } from '#lib/labelling/review';
import { Badge } from '@/_components/badge';
import { CardPicture, DeskCard } from '../../../../../desk-card';
import { answerText } from './review-choices';
import type { ReviewOutcome } from './review-state';
import { UnitDecision } from './unit-decision';
import { UnitFlags } from './unit-flags';
import { UnitHistory, UnitNews } from './unit-history';
import { UnitOutcome } from './unit-outcome';
import { UnitVotes } from './unit-votes';

type UnitCardProps = {
  ref: Ref<HTMLElement>;
  /** Which image it is and what is in question. */
  name: string;
  kind: CampaignKind;
  unit: ReviewUnit;
  nouns: Readonly<Record<string, ReviewNoun>>;
  /** What was done with it, if anything. */
  outcome: ReviewOutcome | undefined;
  /** What others changed of it since the page was loaded, if anything. */
  news: readonly ReviewChange[] | undefined;
  /** Whether the keys are for it. */
  current: boolean;
  onCurrent: () => void;
  onLarger: () => void;
  onDecide: (answer: string) => void;
  onPutOff: () => void;
  /** Has further people asked; left out where they are being asked already. */
  onAsk?: () => void;
  /** Keeps the label and resolves the flags; left out where there is nothing to keep. */
  onKeep?: () => void;
  /** Takes back what was done; left out where that cannot be. */
  onBack?: () => void;
};

/** A unit to decide: its image, who said what, what that comes to, and the answers. Tab goes through the current card alone. */
export function UnitCard(props: UnitCardProps) {
  const { ref, name, kind, unit, nouns, outcome, news, current, onCurrent, onLarger, onBack } = props;
  const tabIndex = current ? undefined : -1;
  return (
    <DeskCard ref={ref} name={name} current={current} onCurrent={onCurrent}>
      <Standing unit={unit} nouns={nouns} />
      {news && !outcome && <UnitNews news={news} changes={unit.changes} nouns={nouns} />}
      <CardPicture image={unit.image} tabIndex={tabIndex} quiet={outcome !== undefined} onLarger={onLarger} />
      {outcome ? (
        <UnitOutcome outcome={outcome} nouns={nouns} tabIndex={tabIndex} onBack={onBack} />
      ) : (
        <UnitDecision {...props} tabIndex={tabIndex} />
      )}
      <UnitVotes kind={kind} unit={unit} nouns={nouns} />
      <UnitFlags flags={unit.flags} />
      <UnitHistory changes={unit.changes} nouns={nouns} tabIndex={tabIndex} />
    </DeskCard>
  );
}

function Standing({ unit, nouns }: Pick<UnitCardProps, 'unit' | 'nouns'>) {
  const { id, state, answer, flags } = unit;
  const open = flags.filter(({ resolvedAt }) => resolvedAt === null).length;
  return (
    <p className="flex flex-wrap items-center gap-2 text-sm">
      {state === 'contested' && <Badge tone="warn">contested</Badge>}
      {state === 'settled' && answer !== null && (
        <Badge tone="good">{`settled: ${answerText(answer, nouns)}`}</Badge>
      )}
      {state === 'open' && <Badge>open: votes still come</Badge>}
      {open > 0 && <Badge tone="warn">{open === 1 ? '1 flag' : `${open} flags`}</Badge>}
      <span className="ml-auto text-xs text-ink-soft">unit {id}</span>
    </p>
  );
}
