/** What a value of a network is like, for one image. */
export type ValueForm =
  | { kind: 'map'; height: number; width: number; channels: number }
  | { kind: 'tokens'; tokens: number; features: number }
  | { kind: 'flat'; features: number }
  | { kind: 'unknown' };

/**
 * Reads a shape as what it is most likely to be: four axes are a picture with channels first, or last where only the two
 * before the last are alike; one, or one besides that of the images, are features alone; all else is tokens with features.
 */
export function valueForm(shape: readonly number[] | null): ValueForm {
  if (shape === null) return { kind: 'unknown' };
  if (shape.length === 4) {
    const [, second, third, fourth] = shape as [number, number, number, number];
    const last = second === third && third !== fourth;
    return last
      ? { kind: 'map', height: second, width: third, channels: fourth }
      : { kind: 'map', height: third, width: fourth, channels: second };
  }
  const features = shape.at(-1) ?? 1;
  const tokens = shape.slice(0, -1).reduce((product, size) => product * size, 1);
  const flat = shape.length < 2 || (shape.length === 2 && tokens === 1);
  return flat ? { kind: 'flat', features } : { kind: 'tokens', tokens, features };
}
