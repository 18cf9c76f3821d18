'use client';

import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { fittedView, type Place, panBy, type Size, type ZoomView, zoomAt } from './zoom-view';

const STEP = 1.5;
const DOUBLE_TAP = 3;

/** How far a finger goes sideways over an image that fits before its neighbour is meant, in px. */
const SWIPE = 60;

const panKeys: Record<string, Place> = {
  ArrowLeft: { x: 1, y: 0 },
  ArrowRight: { x: -1, y: 0 },
  ArrowUp: { x: 0, y: 1 },
  ArrowDown: { x: 0, y: -1 },
};

interface Zoom {
  scale: number;
  stage: RefObject<HTMLDivElement | null>;
  target: RefObject<HTMLImageElement | null>;
  zoomIn(): void;
  zoomOut(): void;
  /** As large as it fits. */
  whole(): void;
  handlers: {
    onPointerDown(event: PointerEvent): void;
    onPointerMove(event: PointerEvent): void;
    onPointerUp(event: PointerEvent): void;
    onPointerCancel(event: PointerEvent): void;
    onDoubleClick(event: { clientX: number; clientY: number }): void;
  };
  /** Takes the keys that zoom, and the arrows while the image is larger than its stage. */
  onKeyDown(event: KeyboardEvent): void;
}

/**
 * Zoom and pan of one image on its stage by wheel, pinch, drag, double tap and keys. Another `key` begins anew with an
 * image that fits. `onSwipe` hears of a swipe over an image that fits: 1 to the next, -1 back.
 */
export function useZoom(key: string, image: Size, onSwipe: (by: 1 | -1) => void): Zoom {
  const stage = useRef<HTMLDivElement>(null);
  const target = useRef<HTMLImageElement>(null);
  const [{ of, view }, setView] = useState({ of: key, view: fittedView });
  const shown = of === key ? view : fittedView;
  const fingers = useRef(new Map<number, Place>());
  const from = useRef<Place | null>(null);

  const change = useCallback(
    (next: (view: ZoomView, stage: Size) => ZoomView) =>
      setView((before) => ({
        of: key,
        view: next(before.of === key ? before.view : fittedView, sizeOf(stage.current)),
      })),
    [key],
  );
  const zoom = useCallback(
    (factor: number, at: Place = { x: 0, y: 0 }) =>
      change((view, size) => zoomAt(view, factor, at, image, size)),
    [change, image],
  );

  useLayoutEffect(() => {
    // Not a style attribute: a strict policy for styles lets a script set them.
    if (target.current)
      target.current.style.transform = `translate(${shown.x}px, ${shown.y}px) scale(${shown.scale})`;
  }, [shown]);

  useEffect(() => {
    const element = stage.current;
    const onWheel = (event: WheelEvent) => {
      event.preventDefault();
      const speed = event.ctrlKey ? 0.01 : 0.002;
      zoom(Math.exp(-event.deltaY * speed), placeOn(element, event));
    };
    // React's own wheel listeners cannot keep the page from scrolling.
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [zoom]);

  const move = (event: PointerEvent) => {
    const last = fingers.current.get(event.pointerId);
    if (!last) return;
    const now = placeOn(stage.current, event);
    const other = [...fingers.current].find(([id]) => id !== event.pointerId)?.[1];
    fingers.current.set(event.pointerId, now);
    if (other) {
      const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
      from.current = null;
      zoom(distance(now, other) / Math.max(1, distance(last, other)), middle);
    }
    const share = other ? 0.5 : 1;
    const by = { x: (now.x - last.x) * share, y: (now.y - last.y) * share };
    change((view, size) => panBy(view, by, image, size));
  };
  const lift = (event: PointerEvent) => {
    const now = fingers.current.get(event.pointerId);
    fingers.current.delete(event.pointerId);
    if (!now || !from.current || shown.scale > 1) return;
    const by = { x: now.x - from.current.x, y: now.y - from.current.y };
    if (Math.abs(by.x) > SWIPE && Math.abs(by.x) > 2 * Math.abs(by.y)) onSwipe(by.x < 0 ? 1 : -1);
  };
  const whole = () => change(() => fittedView);

  return {
    scale: shown.scale,
    stage,
    target,
    zoomIn: () => zoom(STEP),
    zoomOut: () => zoom(1 / STEP),
    whole,
    handlers: {
      onPointerDown: (event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const at = placeOn(stage.current, event);
        from.current = fingers.current.size === 0 ? at : null;
        fingers.current.set(event.pointerId, at);
      },
      onPointerMove: move,
      onPointerUp: lift,
      onPointerCancel: (event) => fingers.current.delete(event.pointerId),
      onDoubleClick: (event) => (shown.scale > 1 ? whole() : zoom(DOUBLE_TAP, placeOn(stage.current, event))),
    },
    onKeyDown: (event) => {
      const { width, height } = sizeOf(stage.current);
      const pan = panKeys[event.key];
      if (event.key === '+' || event.key === '=') zoom(STEP);
      else if (event.key === '-') zoom(1 / STEP);
      else if (event.key === '0') whole();
      else if (pan && shown.scale > 1)
        change((view, size) => panBy(view, { x: (pan.x * width) / 6, y: (pan.y * height) / 6 }, image, size));
      else return;
      event.preventDefault();
    },
  };
}

function sizeOf(stage: HTMLElement | null): Size {
  return { width: stage?.clientWidth || 1, height: stage?.clientHeight || 1 };
}

function placeOn(
  stage: HTMLElement | null,
  { clientX, clientY }: { clientX: number; clientY: number },
): Place {
  const box = stage?.getBoundingClientRect();
  return box
    ? { x: clientX - box.left - box.width / 2, y: clientY - box.top - box.height / 2 }
    : { x: 0, y: 0 };
}

function distance(a: Place, b: Place): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
