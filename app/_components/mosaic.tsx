import { clsx } from 'clsx';
import Link from 'next/link';
import { AttributionsTogether } from './attribution';
import { Picture } from './picture';
import type { PictureFacts } from './picture-tile';
import { simulatedText } from './simulated-text';

const sizes = {
  small: 'grid-cols-[repeat(auto-fill,minmax(4rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(5rem,1fr))]',
  normal:
    'grid-cols-[repeat(auto-fill,minmax(6.5rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(9rem,1fr))]',
  large: 'grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))]',
};

const columnCounts = { 3: 'grid-cols-3', 4: 'grid-cols-4', 5: 'grid-cols-5', 6: 'grid-cols-6' };

type MosaicProps = {
  /** What the wall shows: 'Images of dog'. */
  name: string;
  pictures: readonly PictureFacts[];
  /** How large a picture is at least; as many stand side by side as there is room for. */
  size?: keyof typeof sizes;
  /** So many side by side whatever the room: for a strip in a card. */
  columns?: keyof typeof columnCounts;
  /** Puts each picture's alt text under it. */
  captions?: boolean;
  /** Lets the wall run through the page's margins to both edges of the screen. */
  bleed?: boolean;
  /** How many of the first are in sight at once and so are loaded at once. */
  eager?: number;
  /** How many there are on a phone, where a wall would be a long way to scroll; all where it is left out. */
  onPhone?: number;
};

/** A wall of pictures, edge to edge, each cropped to a square; sources, licences and simulated labels are summed up under it. */
export function Mosaic({
  name,
  pictures,
  size = 'normal',
  columns,
  captions = false,
  bleed = false,
  eager = 0,
  onPhone = pictures.length,
}: MosaicProps) {
  const simulated = simulatedText(pictures);
  return (
    <div>
      <ul
        aria-label={name}
        className={clsx(
          'grid',
          bleed && 'bleed',
          captions ? 'gap-x-0.5 gap-y-3' : 'gap-0.5',
          columns === undefined ? sizes[size] : columnCounts[columns],
        )}
      >
        {pictures.map((picture, index) => (
          <li key={picture.id} className={clsx('min-w-0', index >= onPhone && 'max-sm:hidden')}>
            <MosaicTile picture={picture} caption={captions} eager={index < eager} />
          </li>
        ))}
      </ul>
      <div className="mt-2 empty:hidden">
        <AttributionsTogether of={pictures.flatMap(({ attribution }) => attribution ?? [])} />
      </div>
      {simulated !== null && <p className="mt-1 text-xs text-ink-soft">{simulated}</p>}
    </div>
  );
}

function MosaicTile({
  picture,
  caption,
  eager,
}: {
  picture: PictureFacts;
  caption: boolean;
  eager: boolean;
}) {
  const inside = (
    <>
      <Picture
        src={picture.src}
        alt={caption ? '' : picture.alt}
        width={picture.width}
        height={picture.height}
        eager={eager}
        className="block aspect-square w-full bg-well object-cover"
      />
      {caption && <span className="mt-1 block truncate px-0.5 text-sm">{picture.alt}</span>}
    </>
  );
  if (picture.href === undefined) return inside;
  return (
    <Link href={picture.href} prefetch={false} className="focus-on-picture block hover:text-accent">
      {inside}
    </Link>
  );
}
