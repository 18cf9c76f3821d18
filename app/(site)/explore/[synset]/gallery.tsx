'use client';

import { type MouseEvent, useCallback, useEffect, useRef, useState } from 'react';
import type { Page } from '#lib/core/cursor';
import type { ConfidenceStep } from '#lib/hierarchy/confidence';
import type { SynsetImage } from '#lib/hierarchy/synset-views';
import { LinkButton } from '@/_components/button';
import { LiveRegion } from '@/_components/live-region';
import { Mosaic } from '@/_components/mosaic';
import type { PictureFacts } from '@/_components/picture-tile';
import { synsetPicture } from '../synset-picture';

/** How many pages come by themselves; then a button asks, so that the foot of the page can be reached. */
const BY_ITSELF = 8;

interface GalleryProps {
  synsetId: string;
  word: string;
  confidence: ConfidenceStep | undefined;
  first: PictureFacts[];
  nextCursor: string | null;
  captions: boolean;
}

/**
 * The images of a noun, of which more come as one scrolls down. Without script the link under them leads to the next page.
 */
export function Gallery({ synsetId, word, confidence, first, nextCursor, captions }: GalleryProps) {
  const [shown, setShown] = useState({ pictures: first, cursor: nextCursor, pages: 0 });
  const [state, setState] = useState<'ready' | 'loading' | 'failed'>('ready');
  const end = useRef<HTMLDivElement>(null);
  const { cursor } = shown;

  const load = useCallback(
    async (at: string) => {
      setState('loading');
      try {
        const response = await fetch(`/api/v1/synsets/${synsetId}/images?${query(confidence, at)}`);
        if (!response.ok) throw new Error(`The images were refused with ${response.status}`);
        const page = (await response.json()) as Page<SynsetImage>;
        setShown((before) => {
          const have = new Set(before.pictures.map(({ id }) => id));
          // A version that was frozen meanwhile may begin again with some that stand here.
          const fresh = page.items.map(synsetPicture).filter(({ id }) => !have.has(id));
          return {
            pictures: [...before.pictures, ...fresh],
            cursor: page.nextCursor,
            pages: before.pages + 1,
          };
        });
        setState('ready');
      } catch {
        setState('failed');
      }
    },
    [synsetId, confidence],
  );

  const byItself = cursor !== null && state === 'ready' && shown.pages % (BY_ITSELF + 1) < BY_ITSELF;
  useEffect(() => {
    const mark = end.current;
    if (!mark || !byItself) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) void load(cursor);
      },
      { rootMargin: '800px' },
    );
    watch.observe(mark);
    return () => watch.disconnect();
  }, [byItself, cursor, load]);

  const more = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || cursor === null) return;
    event.preventDefault();
    if (state !== 'loading') void load(cursor);
  };
  return (
    <>
      <Mosaic name={`Images of ${word}`} pictures={shown.pictures} captions={captions} eager={12} />
      <div ref={end} className="mt-6 flex flex-wrap items-center gap-3">
        {cursor !== null && (
          <LinkButton
            href={`/explore/${synsetId}?${query(confidence, cursor)}`}
            prefetch={false}
            onClick={more}
          >
            {moreLabel[state]}
          </LinkButton>
        )}
        {state === 'failed' && (
          <span className="text-sm text-bad">The next images could not be fetched.</span>
        )}
      </div>
      <LiveRegion>
        {shown.pages > 0 ? `${shown.pictures.length.toLocaleString('en')} images of ${word} are shown.` : ''}
      </LiveRegion>
    </>
  );
}

const moreLabel = { ready: 'Show more images', loading: 'Loading more images', failed: 'Try again' };

function query(confidence: ConfidenceStep | undefined, cursor: string): string {
  return new URLSearchParams({ ...(confidence && { confidence }), cursor }).toString();
}
