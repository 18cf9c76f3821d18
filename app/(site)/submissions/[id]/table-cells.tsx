import { Count } from '@/_components/figure';

/** Multiply-adds, or that they are unknown. */
export function Macs({ value }: { value: number | null }) {
  return value === null ? <span className="text-ink-soft">unknown</span> : <Count value={value} />;
}

/** A size in words, quiet where it is unknown. */
export const sizeOf = (text: string) =>
  text === 'size unknown' ? <span className="text-ink-soft">{text}</span> : text;
