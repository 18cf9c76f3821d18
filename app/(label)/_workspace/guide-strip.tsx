'use client';

import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { GuidePicture, NounGuide } from '#lib/labelling/noun-guide';
import { AttributionsTogether, attributionOf } from '@/_components/attribution';
import { Picture } from '@/_components/picture';
import { useGuide } from './noun-guides';

/** How many of the nouns above are named, and of the examples and look-alikes shown. */
const SHOWN = { above: 3, examples: 4, confused: 4 };

/** Beside the question: where the noun stands, what it looks like, what it is taken for. Folded away on a small screen. */
export function GuideStrip({ campaign, noun }: { campaign: string; noun: string }) {
  const guide = useGuide(campaign, noun);
  if (!guide) return <div className="hidden min-h-24 lg:block" />;
  return (
    <>
      <details className="-mt-2 mb-1 text-sm lg:hidden">
        <summary className="flex min-h-11 w-fit items-center rounded font-medium">
          Examples and look-alikes
        </summary>
        <GuideFacts guide={guide} />
      </details>
      <aside aria-label="About this noun" className="hidden min-h-24 pb-2 text-sm lg:block">
        <GuideFacts guide={guide} />
      </aside>
    </>
  );
}

function GuideFacts({ guide }: { guide: NounGuide }) {
  const above = (guide.paths[0] ?? []).slice(0, -1).slice(-SHOWN.above);
  const confused = guide.confusedWith.slice(0, SHOWN.confused);
  const good = guide.good.slice(0, SHOWN.examples);
  const bad = guide.bad.slice(0, SHOWN.examples);
  return (
    <div className="flex flex-wrap items-start gap-x-6 gap-y-2 text-ink-soft">
      {good.length > 0 && (
        <Examples
          name="Shows it"
          icon={<Check aria-hidden size={16} className="text-good" />}
          images={good}
        />
      )}
      {bad.length > 0 && (
        <Examples name="Does not" icon={<X aria-hidden size={16} className="text-bad" />} images={bad} />
      )}
      <div className="max-w-xs min-w-0 space-y-1">
        {above.length > 0 && (
          <p>
            A kind of{' '}
            {above
              .map(({ word }) => word)
              .reverse()
              .join(', ')}
          </p>
        )}
        {confused.length > 0 && (
          <p>
            {confused.some(({ by }) => by === 'votes') ? 'Often taken for' : 'Not to be taken for'}{' '}
            <span className="text-ink">{confused.map(({ words }) => words[0]).join(', ')}</span>
          </p>
        )}
      </div>
      <div className="basis-full empty:hidden">
        <AttributionsTogether of={[...good, ...bad].map(({ source }) => attributionOf(source))} />
      </div>
    </div>
  );
}

function Examples({
  name,
  icon,
  images,
}: {
  name: string;
  icon: ReactNode;
  images: readonly GuidePicture[];
}) {
  return (
    <div>
      <p className="mb-1 flex items-center gap-1 font-medium text-ink">
        {icon}
        {name}
      </p>
      <ul className="flex gap-0.5" aria-label={`${name}: examples`}>
        {images.map(({ thumbUrl, width, height, noun }) => {
          const said = noun?.words[0] ?? name;
          return (
            <li key={thumbUrl} title={said}>
              <Picture
                src={thumbUrl}
                alt={said}
                width={width}
                height={height}
                eager
                className="size-16 bg-well object-contain"
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}
