/** How two nouns lie to each other: whether the first is the second, or lies below it. */
export type IsBelow = (noun: string, other: string) => boolean;

/** The same for nouns of which each has in `above` what lies above it; of one that is missing nothing is known. */
export function belowIn(above: ReadonlyMap<string, readonly string[]>): IsBelow {
  return (noun, other) => noun === other || (above.get(noun)?.includes(other) ?? false);
}
