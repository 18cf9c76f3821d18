import { clsx } from 'clsx';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { type Attribution, AttributionLine } from './attribution';
import { Picture } from './picture';

/** What is needed to show an image of ours. */
export type PictureFacts = {
  id: string;
  src: string;
  /** What is seen, or what it was labelled; 'image 3 of 24' where naming it would give the answer away. */
  alt: string;
  width: number;
  height: number;
  href?: string;
  /** Whether only simulated labelers voted for its label. */
  simulated?: boolean;
  attribution?: Attribution;
};

type PictureTileProps = {
  picture: PictureFacts;
  /** square: cropped to the middle, for walls; own: the whole picture in its own shape. */
  shape?: 'square' | 'own';
  caption?: ReactNode;
  /** For pictures that are in sight at once. */
  eager?: boolean;
};

/** One picture with its caption and attribution. */
export function PictureTile({ picture, shape = 'own', caption, eager }: PictureTileProps) {
  const { src, alt, width, height, href, simulated, attribution } = picture;
  const image = (
    <Picture
      src={src}
      alt={alt}
      width={width}
      height={height}
      eager={eager}
      className={clsx('block w-full bg-well', shape === 'square' ? 'aspect-square object-cover' : 'h-auto')}
    />
  );
  return (
    <figure className="min-w-0">
      {href === undefined ? (
        image
      ) : (
        <Link href={href} prefetch={false} className="focus-on-picture block">
          {image}
        </Link>
      )}
      {(caption !== undefined || simulated || attribution !== undefined) && (
        <figcaption className="mt-2 flex flex-col gap-0.5 text-sm">
          {caption}
          {simulated && <span className="text-xs text-ink-soft">Label by simulated labelers</span>}
          {attribution !== undefined && <AttributionLine attribution={attribution} />}
        </figcaption>
      )}
    </figure>
  );
}
