import type { ComponentProps } from 'react';

/**
 * An image of ours. A plain <img> on purpose: thumbnails are made once at import and served by a route that knows who may
 * see them, so a second optimiser would only cost time, and next/image writes a style attribute that a strict policy
 * for styles refuses.
 */
export function Picture({
  alt,
  eager = false,
  ...rest
}: { src: string; alt: string; width: number; height: number; eager?: boolean } & ComponentProps<'img'>) {
  return (
    // biome-ignore lint/performance/noImgElement: see above
    <img decoding="async" {...rest} alt={alt} loading={eager ? 'eager' : 'lazy'} />
  );
}
