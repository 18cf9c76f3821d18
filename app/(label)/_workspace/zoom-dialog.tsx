'use client';

import { Check, ChevronLeft, ChevronRight, ZoomIn } from 'lucide-react';
import { type KeyboardEvent, useCallback } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import { Button } from '@/_components/button';
import { Dialog } from '@/_components/dialog';
import { Picture } from '@/_components/picture';
import { gridMove } from './grid-move';
import type { PageAction, PageState } from './page-state';

type ZoomDialogProps = {
  units: readonly LeasedUnit[];
  /** What a chosen picture says: shows a dog. */
  claim: string;
  state: PageState;
  dispatch: (action: PageAction) => void;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** One picture of the page, large; the arrows go on to its neighbours. */
export function ZoomDialog({ units, claim, state, dispatch, open, onOpenChange }: ZoomDialogProps) {
  const { focus, chosen, count } = state;
  const unit = units[focus] as LeasedUnit;
  const name = `Picture ${focus + 1} of ${count}`;
  const go = (index: number) => dispatch({ type: 'focus', index });

  const toggle = () => dispatch({ type: 'toggle', index: focus });
  // The picture, not the first button, takes the focus as the dialog opens.
  const takeFocus = useCallback((picture: HTMLImageElement | null) => picture?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === ' ') {
      event.preventDefault();
      toggle();
      return;
    }
    const to = gridMove(event.key, focus, count, 1);
    if (to === undefined) return;
    event.preventDefault();
    go(to);
  };

  return (
    <>
      <Button
        variant="quiet"
        aria-haspopup="dialog"
        icon={<ZoomIn aria-hidden size={18} />}
        onClick={() => onOpenChange(true)}
      >
        Zoom
      </Button>
      <Dialog
        title={name}
        width="wide"
        open={open}
        onOpenChange={onOpenChange}
        footer={
          <>
            <Button
              icon={<ChevronLeft aria-hidden size={18} />}
              disabled={focus === 0}
              onClick={() => go(focus - 1)}
            >
              Previous
            </Button>
            <Button
              icon={<ChevronRight aria-hidden size={18} />}
              disabled={focus === count - 1}
              onClick={() => go(focus + 1)}
            >
              Next
            </Button>
            <Button
              variant={chosen.has(focus) ? 'primary' : 'plain'}
              aria-pressed={chosen.has(focus)}
              icon={chosen.has(focus) ? <Check aria-hidden size={18} /> : undefined}
              onClick={toggle}
            >
              It {claim}
            </Button>
          </>
        }
      >
        <Picture
          src={unit.imageUrl}
          alt={name}
          width={unit.width}
          height={unit.height}
          eager
          // So that the arrows are for the picture.
          tabIndex={0}
          ref={takeFocus}
          onKeyDown={onKeyDown}
          className="mx-auto block h-[60dvh] w-full bg-well object-contain"
        />
      </Dialog>
    </>
  );
}
