import Link from 'next/link';
import { figureText } from './figure-text';

export type Bar = {
  label: string;
  value: number;
  /** In place of the number: '1,234 images'. */
  display?: string;
  href?: string;
  interval?: readonly [low: number, high: number];
  series?: keyof typeof fills;
};

const fills = {
  1: 'fill-data-1',
  2: 'fill-data-2',
  3: 'fill-data-3',
  4: 'fill-data-4',
  5: 'fill-data-5',
  6: 'fill-data-6',
  quiet: 'fill-data-quiet',
};

type BarListProps = {
  name: string;
  items: readonly Bar[];
  /** What a full bar stands for; the greatest value where it is left out. */
  max?: number;
  unit?: string;
  digits?: number;
};

/** Amounts by name, as bars. The names and numbers are text; the bars only draw them. */
export function BarList({ name, items, max, unit, digits = 0 }: BarListProps) {
  const full = max ?? Math.max(...items.map((item) => item.interval?.[1] ?? item.value), Number.MIN_VALUE);
  const share = (value: number) => `${(100 * Math.min(Math.max(value / full, 0), 1)).toFixed(2)}%`;
  return (
    <ul aria-label={name} className="@container flex flex-col gap-2">
      {items.map((item) => (
        <li
          key={item.label}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 gap-y-0.5 text-sm @lg:grid-cols-[12rem_minmax(0,1fr)_8rem]"
        >
          <span className="truncate @lg:order-1">
            {item.href === undefined ? (
              item.label
            ) : (
              <Link href={item.href} prefetch={false} className="rounded hover:text-accent hover:underline">
                {item.label}
              </Link>
            )}
          </span>
          <span className="text-right tabular-nums @lg:order-3">
            {item.display ?? figureText(item.value, { unit, digits, interval: item.interval })}
          </span>
          <svg aria-hidden="true" width="100%" height="12" className="order-2 col-span-2 @lg:col-span-1">
            <rect width="100%" height="12" className="fill-well" />
            <rect width={share(item.value)} height="12" className={fills[item.series ?? 1]} />
            {item.interval !== undefined && (
              <line
                x1={share(item.interval[0])}
                x2={share(item.interval[1])}
                y1="6"
                y2="6"
                strokeWidth="2"
                className="stroke-ink"
              />
            )}
          </svg>
        </li>
      ))}
    </ul>
  );
}
