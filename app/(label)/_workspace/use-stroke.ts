'use client';

import { type MouseEvent, type PointerEvent, type RefObject, useEffect, useRef } from 'react';
import type { PageAction } from './page-state';

/** How long a finger rests on an image before it draws in any direction, in ms. */
const LONG_PRESS_MS = 350;

/** How far a finger goes before it is known whether it scrolls or draws, in px. */
const SLOP = 10;

/** A pointer that went down on an image and has not gone up. */
interface Press {
  pointerId: number;
  x: number;
  y: number;
  index: number;
  /** The image that it crossed last; null until it draws. */
  last: number | null;
  timer?: ReturnType<typeof setTimeout>;
}

interface StrokeHandlers {
  onPointerDown(event: PointerEvent): void;
  onPointerMove(event: PointerEvent): void;
  onPointerUp(): void;
  onPointerCancel(): void;
  onClickCapture(event: MouseEvent): void;
  onContextMenu(event: MouseEvent): void;
}

/**
 * Lets images be chosen by drawing over them. A mouse draws as soon as it reaches a second image; a finger draws
 * sideways, or any way after a long press, so that up and down still scrolls. Images carry their place as `data-place`.
 */
export function useStroke(
  grid: RefObject<HTMLElement | null>,
  dispatch: (action: PageAction) => void,
): StrokeHandlers {
  const press = useRef<Press | null>(null);
  const drew = useRef(false);

  useEffect(() => {
    const element = grid.current;
    // A finger that draws does not scroll; only a listener that is not passive can say so.
    const onTouchMove = (event: TouchEvent) => {
      if (press.current?.last != null && event.cancelable) event.preventDefault();
    };
    element?.addEventListener('touchmove', onTouchMove, { passive: false });
    return () => {
      element?.removeEventListener('touchmove', onTouchMove);
      clearTimeout(press.current?.timer);
    };
  }, [grid]);

  const draw = (held: Press) => {
    clearTimeout(held.timer);
    held.last = held.index;
    drew.current = true;
    dispatch({ type: 'stroke', index: held.index });
    // Else the release over another image, or beside them all, would not be heard.
    grid.current?.setPointerCapture(held.pointerId);
  };
  const end = () => {
    clearTimeout(press.current?.timer);
    if (press.current?.last != null) dispatch({ type: 'lift' });
    press.current = null;
  };

  return {
    onPointerDown: (event) => {
      drew.current = false;
      // A second finger zooms the page.
      if (!event.isPrimary) return end();
      const index = placeOf(event.target as Element);
      if (event.button !== 0 || event.shiftKey || index === undefined) return;
      const held: Press = {
        pointerId: event.pointerId,
        x: event.clientX,
        y: event.clientY,
        index,
        last: null,
      };
      if (event.pointerType === 'touch') held.timer = setTimeout(() => draw(held), LONG_PRESS_MS);
      press.current = held;
    },
    onPointerMove: (event) => {
      const held = press.current;
      if (held?.pointerId !== event.pointerId) return;
      if (held.last === null) {
        const across = Math.abs(event.clientX - held.x);
        const along = Math.abs(event.clientY - held.y);
        const draws =
          event.pointerType === 'touch'
            ? across > SLOP && across > along
            : (placeAt(event.clientX, event.clientY) ?? held.index) !== held.index;
        if (draws) draw(held);
        else if (event.pointerType === 'touch' && along > SLOP) return end();
        else return;
      }
      const steps = event.nativeEvent.getCoalescedEvents?.() ?? [];
      const crossed: number[] = [];
      for (const { clientX, clientY } of steps.length > 0 ? steps : [event]) {
        const index = placeAt(clientX, clientY);
        if (index === undefined || index === held.last) continue;
        held.last = index;
        crossed.push(index);
      }
      if (crossed.length > 0) dispatch({ type: 'cross', indices: crossed });
    },
    onPointerUp: end,
    onPointerCancel: end,
    onClickCapture: (event) => {
      // The click that ends a stroke is no click on an image; one without a pointer comes from a key.
      if (!drew.current || event.detail === 0) return;
      drew.current = false;
      event.preventDefault();
      event.stopPropagation();
    },
    // A long press would open the menu of the image.
    onContextMenu: (event) => press.current && event.preventDefault(),
  };
}

function placeAt(x: number, y: number): number | undefined {
  const element = document.elementFromPoint(x, y);
  return element ? placeOf(element) : undefined;
}

function placeOf(element: Element): number | undefined {
  const place = element.closest<HTMLElement>('[data-place]')?.dataset.place;
  return place === undefined ? undefined : Number(place);
}
