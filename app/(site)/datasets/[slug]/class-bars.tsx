import type { VersionClassView } from '#lib/datasets/dataset-views';
import { type Bar, BarList } from '@/_components/bar-list';

/** How many classes stand in sight; the rest opens on demand. */
const FIRST = 24;

/** The classes of a version with their public images, those with most first. */
export function ClassBars({ name, classes }: { name: string; classes: readonly VersionClassView[] }) {
  const bars = classes
    .map(({ id, word, train, val }) => ({ id, label: word, value: train + val, href: `/explore/${id}` }))
    .sort((a, b) => b.value - a.value || a.label.localeCompare(b.label));
  // Two nouns may have the same first word: the id tells them apart.
  const words = new Map<string, number>();
  for (const { label } of bars) words.set(label, (words.get(label) ?? 0) + 1);
  const items = bars.map((bar) => ({
    ...bar,
    label: words.get(bar.label) === 1 ? bar.label : `${bar.label} (${bar.id})`,
  }));
  const max = items[0]?.value;
  const rest = items.slice(FIRST);
  return (
    <>
      <TwoColumns name={name} bars={items.slice(0, FIRST)} max={max} />
      {rest.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer rounded">
            Show the other {rest.length.toLocaleString('en')}
          </summary>
          <div className="mt-3">
            <TwoColumns name={`${name}, the others`} bars={rest} max={max} />
          </div>
        </details>
      )}
    </>
  );
}

/** Bars in reading order, side by side where there is room: one after the other they would be a long way to scroll. */
function TwoColumns({ name, bars, max }: { name: string; bars: readonly Bar[]; max: number | undefined }) {
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
