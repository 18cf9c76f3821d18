import { clsx } from 'clsx';
import Link from 'next/link';
import type { ImageAttribution } from '#lib/hierarchy/synset-views';
import { licenseTitle } from '#lib/images/license';

/** Who made an image and under what licence it may be shown. */
export type Attribution = {
  author?: string;
  /** SPDX identifier; people read the name that they know it by. */
  licence: string;
  licenceUrl?: string;
  source?: string;
  sourceUrl?: string;
};

/** A source of images as it is kept, as what is shown of it. */
export function attributionOf({
  title,
  author,
  license,
  licenseUrl,
  homepage,
}: ImageAttribution): Attribution {
  return {
    source: title,
    sourceUrl: homepage ?? undefined,
    author,
    licence: license,
    licenceUrl: licenseUrl,
  };
}

/** The attribution in plain words: `Twemoji by Twitter, CC BY 4.0`. */
function attributionText({ author, licence, source }: Attribution): string {
  const made = [source, author].filter(Boolean).join(' by ');
  return [made, licenseTitle(licence)].filter(Boolean).join(', ');
}

function Outward({ href, children }: { href?: string; children: string }) {
  if (href === undefined) return <span>{children}</span>;
  return (
    <a href={href} rel="noopener noreferrer license" className="underline underline-offset-2 hover:text-ink">
      {children}
    </a>
  );
}

/** One line under a picture: source, author, licence, linked where there is an address. */
export function AttributionLine({ attribution }: { attribution: Attribution }) {
  const { author, licence, licenceUrl, source, sourceUrl } = attribution;
  return (
    <p className="text-xs text-ink-soft">
      {source !== undefined && <Outward href={sourceUrl}>{source}</Outward>}
      {author !== undefined && <span>{source === undefined ? author : ` by ${author}`}</span>}
      {(source !== undefined || author !== undefined) && ', '}
      <Outward href={licenceUrl}>{licenseTitle(licence)}</Outward>
    </p>
  );
}

/** So many are named where images stand together; the page of image credits names all. */
const NAMED_TOGETHER = 12;

/** One line for all images of a wall or strip: each attribution once. */
export function AttributionsTogether({ of }: { of: readonly Attribution[] }) {
  const texts = [...new Set(of.map(attributionText))];
  if (texts.length === 0) return null;
  return (
    <p className="text-xs text-ink-soft">
      Images: {texts.slice(0, NAMED_TOGETHER).join('; ')}
      {texts.length > NAMED_TOGETHER && (
        <>
          {' '}
          and <AllSources more={texts.length - NAMED_TOGETHER} />
        </>
      )}
      .
    </p>
  );
}

/** Who made images of which it is not told which one is whose: each with its links, in a row or below each other. */
export function AttributionList({ of, inRow = false }: { of: readonly Attribution[]; inRow?: boolean }) {
  return (
    <ul className={clsx('flex gap-y-1', inRow ? 'flex-wrap gap-x-6' : 'flex-col')}>
      {of.slice(0, NAMED_TOGETHER).map((attribution) => (
        // A list of addresses has a source of one title for each author, licence and site.
        <li key={Object.values(attribution).join('\n')}>
          <AttributionLine attribution={attribution} />
        </li>
      ))}
      {of.length > NAMED_TOGETHER && (
        <li className="text-xs text-ink-soft">
          and <AllSources more={of.length - NAMED_TOGETHER} />
        </li>
      )}
    </ul>
  );
}

function AllSources({ more }: { more: number }) {
  return (
    <Link
      href="/docs/attribution"
      prefetch={false}
      className="relative underline underline-offset-2 hover:text-ink"
    >{`${more.toLocaleString('en')} more ${more === 1 ? 'source' : 'sources'}`}</Link>
  );
}
