import { clsx } from 'clsx';
import type { ReactNode } from 'react';

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);

/** Says to everybody that something is on its way; holds the shapes that are shown meanwhile. */
export function Loading({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div role="status">
      <span className="sr-only">{name}</span>
      <div aria-hidden>{children}</div>
    </div>
  );
}

/** One shape; its size by `className`. */
function Skeleton({ className }: { className?: string }) {
  return <div className={clsx('animate-breathe rounded bg-well', className)} />;
}

export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <div className="flex flex-col gap-2">
      {numbers(lines).map((line) => (
        <Skeleton key={line} className={clsx('h-4', line === lines - 1 ? 'w-2/3' : 'w-full')} />
      ))}
    </div>
  );
}

export function MosaicSkeleton({ count = 24 }: { count?: number }) {
  return (
    <div className="grid grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] gap-0.5 sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]">
      {numbers(count).map((tile) => (
        <Skeleton key={tile} className="aspect-square" />
      ))}
    </div>
  );
}
