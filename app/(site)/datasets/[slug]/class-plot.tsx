import type { VersionClassView } from '#lib/datasets/dataset-views';
import { linearScale } from '@/_components/plot-scale';

const HEIGHT = 200;
/** A plot of fewer says nothing that their numbers do not. */
const FEWEST = 3;

/** How even a version is: the images of each class, from the largest class to the smallest. */
export function ClassPlot({ classes }: { classes: readonly VersionClassView[] }) {
  const sorted = classes
    .map(({ word, train, val }) => ({ word, images: train + val }))
    .sort((a, b) => b.images - a.images);
  const [first, last] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)];
  if (!first || !last || !median || sorted.length < FEWEST) return null;
  const scale = linearScale(
    sorted.map(({ images }) => images),
    4,
  );
  const top = (images: number) => `${(100 * (1 - scale.place(images))).toFixed(2)}%`;
  return (
    <figure>
      <p aria-hidden="true" className="text-xs font-medium">
        images
      </p>
      <div aria-hidden="true" className="mt-3 flex gap-2">
        <svg aria-hidden="true" height={HEIGHT} className="w-10 shrink-0 overflow-visible text-xs">
          {scale.ticks.map(({ value }) => (
            <text
              key={value}
              x="100%"
              y={top(value)}
              dy="4"
              textAnchor="end"
              className="fill-ink-soft tabular-nums"
            >
              {value.toLocaleString('en')}
            </text>
          ))}
        </svg>
        <div className="min-w-0 flex-1">
          <svg aria-hidden="true" width="100%" height={HEIGHT} className="block overflow-visible">
            {scale.ticks.map(({ value }) => (
              <line key={value} x1="0" x2="100%" y1={top(value)} y2={top(value)} className="stroke-line" />
            ))}
            {/* Stretched to whatever width there is: a step a class. */}
            <svg
              aria-hidden="true"
              width="100%"
              height="100%"
              viewBox="0 0 100 100"
              preserveAspectRatio="none"
            >
              <path
                d={outline(
                  sorted.map(({ images }) => scale.place(images)),
                  100,
                )}
                className="fill-data-1"
              />
            </svg>
            <line x1="0" x2="100%" y1="100%" y2="100%" className="stroke-edge" />
          </svg>
        </div>
      </div>
      <p aria-hidden="true" className="mt-1 flex justify-between pl-12 text-xs font-medium">
        <span>largest class</span>
        <span>smallest class</span>
      </p>
      <figcaption className="mt-2 max-w-3xl text-sm text-ink-soft">
        Images of each of {sorted.length.toLocaleString('en')} classes, from the largest, {first.word} with{' '}
        {first.images.toLocaleString('en')}, to the smallest, {last.word} with{' '}
        {last.images.toLocaleString('en')}. The one in the middle, {median.word}, has{' '}
        {median.images.toLocaleString('en')}.
      </figcaption>
    </figure>
  );
}

/** The area under steps of these heights (0 to 1), in a square of so many units; steps of one height are one. */
function outline(heights: readonly number[], side: number): string {
  const width = side / heights.length;
  const at = (height: number) => (side * (1 - height)).toFixed(2);
  const steps = heights.flatMap((height, i) =>
    i > 0 && height === heights[i - 1] ? [] : [`H${(i * width).toFixed(3)}V${at(height)}`],
  );
  return `M0 ${side}${steps.join('')}H${side}V${side}Z`;
}
