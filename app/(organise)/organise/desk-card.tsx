'use client';

import { clsx } from 'clsx';
import type { ReactNode, Ref } from 'react';
import { Picture } from '@/_components/picture';

type DeskCardProps = {
  ref?: Ref<HTMLElement>;
  /** What is to be decided on it, and its place among the others. */
  name: string;
  /** Whether the keys are for it. */
  current: boolean;
  onCurrent: () => void;
  children: ReactNode;
};

/** One of the things that are decided on a page, each on a card of its own, of which one is current (a roving tabindex). */
export function DeskCard({ ref, name, current, onCurrent, children }: DeskCardProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would say form
    <section
      ref={ref}
      role="group"
      aria-label={name}
      aria-current={current || undefined}
      tabIndex={current ? 0 : -1}
      onFocus={onCurrent}
      onPointerDown={onCurrent}
      className={clsx(
        'flex min-w-0 scroll-mt-28 flex-col gap-3 rounded border bg-sheet p-3',
        current ? 'border-accent outline-2 outline-accent' : 'border-line',
      )}
    >
      {children}
    </section>
  );
}

type CardPictureProps = {
  image: { imageUrl: string; width: number; height: number };
  /** Names the button where there is more than one image. */
  label?: string;
  tabIndex: number | undefined;
  /** Steps back once the card is done. */
  quiet?: boolean;
  onLarger: () => void;
};

/** An image of a card, which opens larger. */
export function CardPicture({ image, label, tabIndex, quiet, onLarger }: CardPictureProps) {
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      onClick={onLarger}
      aria-label={label ?? 'Look at the image larger'}
      className={clsx('block w-full cursor-zoom-in rounded bg-well', quiet && 'opacity-60')}
    >
      <Picture
        src={image.imageUrl}
        alt=""
        width={image.width}
        height={image.height}
        className="h-56 w-full rounded object-contain"
      />
    </button>
  );
}
