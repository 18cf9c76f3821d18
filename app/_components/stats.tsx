import Link from 'next/link';
import type { ReactNode } from 'react';

export type Stat = { label: string; value: ReactNode; href?: string; hint?: string };

/** A row of figures, large, each with its name under it. */
export function Stats({ items }: { items: readonly Stat[] }) {
  return (
    <dl className="flex flex-wrap gap-x-10 gap-y-4">
      {items.map((item) => (
        <div key={item.label} className="flex flex-col-reverse justify-end">
          <dt className="text-sm text-ink-soft">
            {item.label}
            {item.hint !== undefined && <span className="block text-xs">{item.hint}</span>}
          </dt>
          <dd className="text-2xl font-medium tabular-nums">
            {item.href === undefined ? (
              item.value
            ) : (
              <Link href={item.href} className="rounded hover:text-accent hover:underline">
                {item.value}
              </Link>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
