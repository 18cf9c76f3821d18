'use client';

import type { AlikeImage, DuplicateDecision, DuplicatePair } from '#lib/datasets/duplicate-pair';
import { Badge } from '@/_components/badge';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { CardPicture, DeskCard } from '../../../desk-card';

type AlikePairProps = {
  name: string;
  pair: DuplicatePair;
  decision: DuplicateDecision | null;
  /** Whether the keys are for it. */
  current: boolean;
  onCurrent: () => void;
  onDecide: (decision: DuplicateDecision) => void;
  onLarger: (side: Side) => void;
};

export type Side = 'left' | 'right';

/** Two images side by side, with where each comes from and the two answers. */
export function AlikePair(props: AlikePairProps) {
  const { name, pair, decision, current, onCurrent, onDecide, onLarger } = props;
  const { first, second, distance } = pair;
  const tabIndex = current ? undefined : -1;
  return (
    <DeskCard name={name} current={current} onCurrent={onCurrent}>
      <div className="grid grid-cols-2 gap-3">
        <Alike image={first} side="left" tabIndex={tabIndex} onLarger={() => onLarger('left')} />
        <Alike image={second} side="right" tabIndex={tabIndex} onLarger={() => onLarger('right')} />
      </div>
      <div className="flex flex-wrap items-center gap-3">
        <Button
          size="small"
          tabIndex={tabIndex}
          aria-pressed={decision === 'same'}
          onClick={() => onDecide('same')}
        >
          Same picture<span className="sr-only">: {name}</span>
        </Button>
        <Button
          size="small"
          tabIndex={tabIndex}
          aria-pressed={decision === 'different'}
          onClick={() => onDecide('different')}
        >
          Different<span className="sr-only">: {name}</span>
        </Button>
        {decision === 'same' && <Badge tone="good">same picture</Badge>}
        {decision === 'different' && <Badge>different</Badge>}
        <span className="ml-auto text-xs text-ink-soft">
          {distance === 0 ? 'hashes alike' : `hashes differ in ${distance} of 64 bits`}
        </span>
      </div>
    </DeskCard>
  );
}

type AlikeProps = { image: AlikeImage; side: Side; tabIndex: number | undefined; onLarger: () => void };

function Alike({ image, side, tabIndex, onLarger }: AlikeProps) {
  const { width, height, bytes, source, reference } = image;
  return (
    <figure className="min-w-0">
      <CardPicture
        image={image}
        label={`Look at the ${side} image larger`}
        tabIndex={tabIndex}
        onLarger={onLarger}
      />
      <figcaption className="mt-1 text-sm break-words">
        {width} × {height} px, {bytesText(bytes)}
        <span className="block text-ink-soft">
          {source}: {reference}
        </span>
      </figcaption>
    </figure>
  );
}
