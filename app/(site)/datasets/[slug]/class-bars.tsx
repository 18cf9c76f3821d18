import type { VersionClassView } from '#lib/datasets/dataset-views';
import { type Bar, BarList } from '@/_components/bar-list';

/** A version's classes as bars, those with most images first; of one word that names several the id tells which. */
export function classBars(classes: readonly VersionClassView[]): Bar[] {
  const words = new Map<string, number>();
  for (const { word } of classes) words.set(word, (words.get(word) ?? 0) + 1);
  return classes
    .map(({ id, word, train, val }) => ({
      label: words.get(word) === 1 ? word : `${word} (${id})`,
      value: train + val,
      href: `/explore/${id}`,
    }))
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label));
}

/** Bars in reading order, side by side where there is room: one after the other they would be a long way to scroll. */
export function ClassBars({
  name,
  bars,
  max,
}: {
  name: string;
  bars: readonly Bar[];
  max: number | undefined;
}) {
  const half = Math.ceil(bars.length / 2);
  const columns = bars.length > 8 ? [bars.slice(0, half), bars.slice(half)] : [bars];
  return (
    <div className="grid gap-x-12 gap-y-2 lg:grid-cols-2">
      {columns.map((column, index) => (
        <BarList
          key={column[0]?.label}
          name={index === 0 ? name : `${name}, continued`}
          items={column}
          max={max}
        />
      ))}
    </div>
  );
}
