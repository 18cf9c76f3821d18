import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { slugOf } from '#lib/core/slug';
import type { AboutFile } from '#lib/images/intake/offered';
import { ensureSource } from '#lib/images/server/ensure-source';
import { type NewSource, sourceSchema } from '#lib/images/source';
import { licenseAddress } from '../import.ts';
import { assertLicense } from '../license-policy.ts';

/** So many sources are remembered; a list of more authors asks the database again. */
const MOST_KEPT = 10_000;

/**
 * Gives the source of each file of an import: the import's own, or where a list says of a row who made the image and on what
 * terms, one for each author, licence and site of the list. Refuses rows whose licence the dataset does not take
 * (`license-not-allowed`), whose licence's address nobody knows or whose author or licence cannot be (`row-invalid`).
 */
export function sourcesOf(
  source: NewSource,
  allowed: readonly string[],
): (about?: AboutFile) => Promise<number> {
  const kept = new Map<string, Promise<number>>();
  return (about = {}) => {
    const own = rowSource(source, about);
    assertLicense(own.license, allowed);
    let id = kept.get(own.slug);
    if (!id) {
      if (kept.size >= MOST_KEPT) kept.clear();
      id = ensureSource(own);
      kept.set(own.slug, id);
    }
    return id;
  };
}

function rowSource(source: NewSource, about: AboutFile): NewSource {
  const { author = source.author, license = source.license } = about;
  const licenseUrl = about.licenseUrl ?? (license === source.license ? source.licenseUrl : undefined);
  // The page itself may tell what is on the image, so it stands with the image, where it is not shown of held-out ones.
  const homepage = site(about.sourceUrl) ?? source.homepage;
  const address = licenseAddress(license, licenseUrl);
  const same = author === source.author && license === source.license && address === source.licenseUrl;
  if (same && homepage === source.homepage) return source;
  if (!address) {
    const message = `The address of the licence ${license} is not known here: give it in the column licenseUrl.`;
    throw new AppError('invalid', 'row-invalid', message);
  }
  const facts = [author, license, address, homepage ?? ''];
  const mark = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 12);
  const slug = `${slugOf(source.title).slice(0, 60).replace(/-$/, '') || 'source'}-${mark}`;
  const parsed = sourceSchema.safeParse({
    slug,
    title: source.title,
    author,
    license,
    licenseUrl: address,
    homepage,
  });
  if (parsed.success) return parsed.data;
  const { path = [], message = '' } = parsed.error.issues[0] ?? {};
  throw new AppError('invalid', 'row-invalid', `In the list: ${path.join('.')}: ${message}.`);
}

function site(address: string | undefined): string | undefined {
  const url = address && URL.canParse(address) ? new URL(address) : undefined;
  return url && /^https?:$/.test(url.protocol) ? `${url.origin}/` : undefined;
}
