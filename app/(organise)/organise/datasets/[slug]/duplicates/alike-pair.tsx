import { clsx } from 'clsx';
import type { AlikeImage, DuplicateDecision, DuplicatePair } from '#lib/datasets/duplicate-pair';
import { Badge } from '@/_components/badge';
import { Button } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { Picture } from '@/_components/picture';

type AlikePairProps = {
  name: string;
  pair: DuplicatePair;
  decision: DuplicateDecision | null;
  /** Whether the keys are for it. */
  current: boolean;
  onCurrent: () => void;
  onDecide: (decision: DuplicateDecision) => void;
};

/** Two images side by side, with where each comes from and the two answers. */
export function AlikePair({ name, pair, decision, current, onCurrent, onDecide }: AlikePairProps) {
  const { first, second, distance } = pair;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say form
    <section
      role="group"
      aria-label={name}
      aria-current={current || undefined}
      tabIndex={current ? 0 : -1}
      onFocus={onCurrent}
      onPointerDown={onCurrent}
      className={clsx(
        'scroll-mt-24 rounded border bg-sheet p-3',
        current ? 'border-accent outline-2 outline-accent' : 'border-line',
      )}
    >
      <div className="grid grid-cols-2 gap-3">
        <Alike image={first} side="Left" />
        <Alike image={second} side="Right" />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button size="small" aria-pressed={decision === 'same'} onClick={() => onDecide('same')}>
          Same picture<span className="sr-only">: {name}</span>
        </Button>
        <Button size="small" aria-pressed={decision === 'different'} onClick={() => onDecide('different')}>
          Different<span className="sr-only">: {name}</span>
        </Button>
        {decision === 'same' && <Badge tone="good">same picture</Badge>}
        {decision === 'different' && <Badge>different</Badge>}
        <span className="ml-auto text-xs text-ink-soft">
          {distance === 0 ? 'no bit apart' : `${distance} of 64 bits apart`}
        </span>
      </div>
    </section>
  );
}

function Alike({ image, side }: { image: AlikeImage; side: string }) {
  const { sha256, width, height, bytes, imageUrl, source, reference } = image;
  return (
    <figure className="min-w-0">
      <Picture
        src={imageUrl}
        alt={`${side} image ${sha256.slice(0, 8)}`}
        width={width}
        height={height}
        className="h-56 w-full rounded bg-well object-contain"
      />
      <figcaption className="mt-1 text-sm break-words">
        {width} x {height}, {bytesText(bytes)}
        <span className="block text-ink-soft">
          {source}: {reference}
        </span>
      </figcaption>
    </figure>
  );
}
