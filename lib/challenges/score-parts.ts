import { seededKey } from '#lib/datasets/seeded-order';

/** A held-out image with the number of its class; -1 where it shows none of the challenge, so that no part counts it. */
export interface PartedImage {
  sha256: string;
  stratum: number;
}

/**
 * Which held-out images the public part of a challenge counts; the private part counts the others. Stratified: of each
 * class `share` of its images, rounded down, and one more of those classes that are owed most (the method of the largest
 * remainder) until the public part has `share` of all, rounded. Within a class the images of least SHA-256 of challenge
 * and image are taken, so the parts are the same on every machine, whatever was scored before, and other in another
 * challenge. Both parts have an image where there are two.
 */
export function publicImages(
  images: readonly PartedImage[],
  challengeId: string,
  share: number,
): Uint8Array<ArrayBuffer> {
  const strata = new Map<number, number[]>();
  for (const [place, { stratum }] of images.entries()) {
    if (stratum < 0) continue;
    const places = strata.get(stratum);
    if (places) places.push(place);
    else strata.set(stratum, [place]);
  }
  const total = [...strata.values()].reduce((sum, places) => sum + places.length, 0);
  const wanted = Math.min(Math.max(Math.round(share * total), 1), total - 1);
  const keyOf = (name: string) => seededKey(challengeId, 'public part', name);
  const quotas = [...strata].map(([stratum, places]) => {
    const owed = (wanted * places.length) / Math.max(1, total);
    const whole = Math.floor(owed + 1e-9);
    return { places, whole, rest: owed - whole, key: keyOf(`class ${stratum}`) };
  });
  let left = wanted - quotas.reduce((sum, { whole }) => sum + whole, 0);
  const isPublic = new Uint8Array(images.length);
  for (const { places, whole } of quotas.sort((a, b) => b.rest - a.rest || a.key - b.key)) {
    const count = left-- > 0 ? whole + 1 : whole;
    const keyed = places.map((place) => {
      const { sha256 } = images[place] as PartedImage;
      return { place, sha256, key: keyOf(sha256) };
    });
    keyed.sort((a, b) => a.key - b.key || (a.sha256 < b.sha256 ? -1 : 1));
    for (const { place } of keyed.slice(0, count)) isPublic[place] = 1;
  }
  return isPublic;
}
