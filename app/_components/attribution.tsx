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

/** One line for all images of a wall or strip: each attribution once. */
export function AttributionsTogether({ of }: { of: readonly Attribution[] }) {
  const texts = new Set(of.map(attributionText));
  return texts.size > 0 && <p className="text-xs text-ink-soft">Images: {[...texts].join('; ')}.</p>;
}
