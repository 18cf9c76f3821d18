'use client';

import { useEffect, useRef } from 'react';

type Way = 'next' | 'previous' | 'up' | 'down';

const ways: Readonly<Record<string, Way>> = {
  ArrowRight: 'next',
  j: 'next',
  ArrowLeft: 'previous',
  k: 'previous',
  ArrowDown: 'down',
  ArrowUp: 'up',
};

/** Which way a key goes among cards, if any. */
export function wayOf(key: string): Way | undefined {
  return ways[key.length === 1 ? key.toLowerCase() : key];
}

/**
 * Cards of which one is current and has the focus when that changes (a roving tabindex). `card` gives a card's ref, `step` the id of
 * the card that lies so from another, by what is on the screen, `element` a card itself.
 */
export function useCards(ids: readonly number[], current: number, changes: unknown) {
  const cards = useRef(new Map<number, HTMLElement>());
  const begun = useRef(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: what was done takes away the button that had the focus
  useEffect(() => {
    const card = cards.current.get(current);
    // The page begins with nothing under the focus; and nobody is taken out of a field or off the end of the page.
    const away = !begun.current || document.activeElement?.matches('input, dialog *, [data-page-end] *');
    begun.current = true;
    if (!away && card && !card.contains(document.activeElement)) card.focus();
  }, [current, changes]);

  const card = (id: number) => (element: HTMLElement | null) => {
    if (element) cards.current.set(id, element);
    else cards.current.delete(id);
  };
  const step = (way: Way): number => {
    const place = ids.indexOf(current);
    if (way === 'next') return ids[place + 1] ?? current;
    if (way === 'previous') return ids[place - 1] ?? current;
    return nearest(cards.current, current, way) ?? current;
  };
  const element = (id: number) => cards.current.get(id) ?? null;
  return { card, step, element };
}

/** A row is where cards begin at the same height, but for a rounding. */
const SAME_ROW = 4;

/** The card of the next row up or down that lies most nearly below or above. */
function nearest(
  cards: ReadonlyMap<number, HTMLElement>,
  current: number,
  way: 'up' | 'down',
): number | undefined {
  const from = cards.get(current)?.getBoundingClientRect();
  if (!from) return undefined;
  const others = [...cards].flatMap(([id, element]) => {
    const { top, left } = element.getBoundingClientRect();
    const far = way === 'down' ? top - from.top : from.top - top;
    return far > SAME_ROW ? [{ id, far, aside: Math.abs(left - from.left) }] : [];
  });
  const row = Math.min(...others.map(({ far }) => far)) + SAME_ROW;
  return others.filter(({ far }) => far <= row).sort((a, b) => a.aside - b.aside)[0]?.id;
}
