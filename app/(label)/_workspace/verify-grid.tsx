'use client';

import { clsx } from 'clsx';
import { Check } from 'lucide-react';
import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useRef } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import { Picture } from '@/_components/picture';
import { gridMove } from './grid-move';
import type { PageAction, PageState } from './page-state';
import { useStroke } from './use-stroke';

type VerifyGridProps = {
  /** What is asked, for those who do not see it above. */
  name: string;
  units: readonly LeasedUnit[];
  state: PageState;
  dispatch: (action: PageAction) => void;
};

/**
 * The images of a verify page as toggle buttons; one of them is in the order of Tab, arrows go between them, with Shift they
 * choose what lies between.
 */
export function VerifyGrid({ name, units, state, dispatch }: VerifyGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const focused = useRef<HTMLButtonElement>(null);
  const { focus, chosen } = state;
  const stroke = useStroke(grid, dispatch);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the place, wherever it was set
  useEffect(() => {
    if (grid.current?.contains(document.activeElement)) focused.current?.focus();
  }, [focus]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = gridMove(event.key, focus, units.length, columnsOf(grid.current));
    if (to === undefined) return;
    event.preventDefault();
    dispatch(event.shiftKey ? { type: 'range', index: to, from: focus } : { type: 'focus', index: to });
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say form
    <div
      {...stroke}
      ref={grid}
      role="group"
      aria-label={name}
      onKeyDown={onKeyDown}
      data-grid
      className="bleed grid touch-pan-y touch-pinch-zoom grid-cols-3 gap-0.5 select-none min-[30rem]:grid-cols-4 md:grid-cols-6 xl:grid-cols-8"
    >
      {units.map((unit, index) => (
        <Tile
          key={unit.id}
          ref={index === focus ? focused : undefined}
          unit={unit}
          place={index}
          label={`Image ${index + 1} of ${units.length}`}
          chosen={chosen.has(index)}
          tabbable={index === focus}
          onPress={(event) => dispatch({ type: event.shiftKey ? 'range' : 'toggle', index })}
          onFocus={() => index !== focus && dispatch({ type: 'reach', index })}
        />
      ))}
    </div>
  );
}

type TileProps = {
  ref?: Ref<HTMLButtonElement>;
  unit: LeasedUnit;
  place: number;
  label: string;
  chosen: boolean;
  tabbable: boolean;
  onPress: (event: MouseEvent) => void;
  onFocus: () => void;
};

function Tile({ ref, unit, place, label, chosen, tabbable, onPress, onFocus }: TileProps) {
  return (
    <button
      ref={ref}
      type="button"
      data-place={place}
      aria-label={label}
      aria-pressed={chosen}
      tabIndex={tabbable ? 0 : -1}
      onClick={onPress}
      onFocus={onFocus}
      className="focus-on-picture relative block scroll-my-24 bg-well [-webkit-touch-callout:none]"
    >
      <Picture
        src={unit.thumbUrl}
        alt=""
        width={unit.width}
        height={unit.height}
        eager
        // Decoded ahead: it is there in the same frame as the page.
        decoding="sync"
        draggable={false}
        className={clsx('aspect-square w-full object-contain', chosen && 'p-2 sm:p-3')}
      />
      {chosen && (
        <>
          <span aria-hidden className="absolute inset-0 border-4 border-accent" />
          <span
            aria-hidden
            className="absolute top-0 right-0 flex size-7 items-center justify-center bg-accent text-on-accent sm:size-8"
          >
            <Check size={20} strokeWidth={3} />
          </span>
        </>
      )}
    </button>
  );
}

/** How many images stand side by side at the width that the window has now. */
function columnsOf(grid: HTMLElement | null): number {
  return grid ? getComputedStyle(grid).gridTemplateColumns.split(' ').length : 1;
}
