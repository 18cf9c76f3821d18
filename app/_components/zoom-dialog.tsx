'use client';

import { Minus, Plus } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { Button } from '@/_components/button';
import { Dialog } from '@/_components/dialog';
import { LiveRegion } from '@/_components/live-region';
import { Picture } from '@/_components/picture';
import { useZoom } from './use-zoom';

type ZoomedImage = { imageUrl: string; width: number; height: number };

type ZoomDialogProps = {
  unit: ZoomedImage;
  /** Which image it is: its place on the page. */
  name: string;
  /** Goes to the image so many places on; does nothing past the ends. */
  onStep?: (by: number) => void;
  /** What Space does. */
  onSpace?: () => void;
  /** Images that may be looked at next. */
  neighbours?: readonly ZoomedImage[];
  onClose: () => void;
  /** What else can be done with the image. */
  children?: ReactNode;
};

const steps: Record<string, number> = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1 };

const none: readonly ZoomedImage[] = [];

/** One image as large as the window: zoomed by wheel, pinch, keys or double tap, moved by dragging or the arrows. */
export function ZoomDialog(props: ZoomDialogProps) {
  const { unit, name, onStep, onSpace, neighbours = none, onClose, children } = props;
  const { scale, stage, target, zoomIn, zoomOut, whole, handlers, ...zoom } = useZoom(
    unit.imageUrl,
    unit,
    (by) => onStep?.(by),
  );
  const percent = `${Math.round(scale * 100)} %`;

  useEffect(() => {
    for (const { imageUrl } of neighbours) new Image().src = imageUrl;
  }, [neighbours]);

  const onKeyDown = (event: KeyboardEvent) => {
    zoom.onKeyDown(event);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = steps[event.key];
    // On a button Space and Enter are for that.
    const onStage = event.target === stage.current;
    if (step !== undefined) onStep?.(step);
    else if (event.key === ' ' && onStage && onSpace) onSpace();
    else if (event.key === 'z' || event.key === 'Z') onClose();
    else return;
    event.preventDefault();
  };

  return (
    <Dialog
      title={name}
      width="full"
      open
      onOpenChange={onClose}
      footer={
        <div className="flex w-full flex-wrap items-center justify-between gap-2 [&_button]:min-h-11 [&_button]:min-w-11">
          <div className="flex items-center gap-1">
            <Button variant="quiet" aria-label="Zoom out" disabled={scale === 1} onClick={zoomOut}>
              <Minus aria-hidden size={18} />
            </Button>
            <Button variant="quiet" aria-label={`${percent}, fit the window`} onClick={whole}>
              <span className="w-14 text-center text-sm tabular-nums">{percent}</span>
            </Button>
            <Button variant="quiet" aria-label="Zoom in" onClick={zoomIn}>
              <Plus aria-hidden size={18} />
            </Button>
          </div>
          {children}
        </div>
      }
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrows and Space act from every control in it */}
      <div className="h-full" onKeyDown={onKeyDown}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would say form */}
        <div
          {...handlers}
          ref={stage}
          role="group"
          aria-label={name}
          // So that the arrows are for the image.
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it is moved and enlarged by keys
          tabIndex={0}
          data-takes-focus
          className="relative size-full touch-none overflow-hidden bg-well select-none focus-visible:-outline-offset-2"
        >
          <Picture
            ref={target}
            src={unit.imageUrl}
            alt={name}
            width={unit.width}
            height={unit.height}
            eager
            draggable={false}
            className="size-full object-contain"
          />
        </div>
        <LiveRegion>{scale > 1 ? percent : ''}</LiveRegion>
      </div>
    </Dialog>
  );
}
