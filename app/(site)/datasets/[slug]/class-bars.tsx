import type { VersionClassView } from '#lib/datasets/dataset-views';
import { BarList } from '@/_components/bar-list';

/** How many classes stand in sight; the rest opens on demand. */
const FIRST = 40;

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
      <BarList name={name} items={items.slice(0, FIRST)} max={max} />
      {rest.length > 0 && (
        <details className="mt-4">
          <summary className="cursor-pointer rounded">
            Show the other {rest.length.toLocaleString('en')}
          </summary>
          <div className="mt-3">
            <BarList name={`${name}, the others`} items={rest} max={max} />
          </div>
        </details>
      )}
    </>
  );
}
