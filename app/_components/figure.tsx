import Link from 'next/link';
import { figureText, type Interval } from './figure-text';

type FigureProps = {
  /** In the unit that is shown: 15.3 for 15.3 %. null: not measured. */
  value: number | null;
  interval?: Interval;
  unit?: string;
  digits?: number;
  /** Where it is told how the number was made. */
  href?: string;
};

/** A measured number with its unit and its 95 % interval: `15.3 % ± 0.2`. */
export function Figure({ value, href, ...how }: FigureProps) {
  if (value === null) {
    return (
      <span className="text-ink-soft">
        <span aria-hidden>–</span>
        <span className="sr-only">not measured</span>
      </span>
    );
  }
  const text = figureText(value, how);
  if (href === undefined) return <span className="tabular-nums">{text}</span>;
  return (
    <Link
      href={href}
      className="rounded tabular-nums underline decoration-edge decoration-dotted underline-offset-4 hover:text-accent hover:decoration-solid"
    >
      {text}
    </Link>
  );
}

/** A count of things, with thousands parted: `82,115`. */
export function Count({ value }: { value: number }) {
  return <span className="tabular-nums">{value.toLocaleString('en')}</span>;
}
