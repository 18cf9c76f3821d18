'use client';

import { Check, ChevronLeft, ChevronRight } from 'lucide-react';
import { useMemo } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import { Button } from '@/_components/button';
import { ZoomDialog } from '@/_components/zoom-dialog';
import type { PageAction, PageState } from './page-state';

type VerifyZoomProps = {
  units: readonly LeasedUnit[];
  /** What a chosen image says: It shows a dog. */
  claim: string;
  state: PageState;
  dispatch: (action: PageAction) => void;
  onClose: () => void;
};

/** One image of a verify page, large; one goes on to its neighbours and chooses from there. */
export function VerifyZoom({ units, claim, state, dispatch, onClose }: VerifyZoomProps) {
  const { focus, chosen, count } = state;
  const isChosen = chosen.has(focus);
  const toggle = () => dispatch({ type: 'toggle', index: focus });
  const neighbours = useMemo(
    () => [units[focus + 1], units[focus - 1]].filter((unit) => unit !== undefined),
    [units, focus],
  );
  const step = (by: number) => {
    const to = focus + by;
    if (to >= 0 && to < count) dispatch({ type: 'focus', index: to });
  };

  return (
    <ZoomDialog
      unit={units[focus] as LeasedUnit}
      name={`Image ${focus + 1} of ${count}`}
      onStep={step}
      onSpace={toggle}
      neighbours={neighbours}
      onClose={onClose}
    >
      <div className="flex items-center gap-1 max-sm:w-full">
        <Button variant="quiet" disabled={focus === 0} onClick={() => step(-1)}>
          <ChevronLeft aria-hidden size={18} />
          <span className="max-sm:sr-only">Previous</span>
        </Button>
        <Button variant="quiet" disabled={focus === count - 1} onClick={() => step(1)}>
          <span className="max-sm:sr-only">Next</span>
          <ChevronRight aria-hidden size={18} />
        </Button>
        <div className="grid grow">
          <Button
            variant={isChosen ? 'primary' : 'plain'}
            aria-pressed={isChosen}
            icon={isChosen ? <Check aria-hidden size={18} /> : undefined}
            onClick={toggle}
          >
            {claim}
          </Button>
        </div>
      </div>
    </ZoomDialog>
  );
}
