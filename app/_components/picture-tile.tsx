import Link from 'next/link';
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

/** One picture, cropped to the middle, with its attribution. */
export function PictureTile({ picture }: { picture: PictureFacts }) {
  const { src, alt, width, height, href, simulated, attribution } = picture;
  const image = (
    <Picture
      src={src}
      alt={alt}
      width={width}
      height={height}
      className="block aspect-square w-full bg-well object-cover"
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
      {(simulated || attribution !== undefined) && (
        <figcaption className="mt-2 flex flex-col gap-0.5 text-sm">
          {simulated && <span className="text-xs text-ink-soft">Label by simulated labelers</span>}
          {attribution !== undefined && <AttributionLine attribution={attribution} />}
        </figcaption>
      )}
    </figure>
  );
}
