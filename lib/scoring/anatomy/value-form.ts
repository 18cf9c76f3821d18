/** What a value of a network is like, for one image. */
export type ValueForm =
  | { kind: 'map'; height: number; width: number; channels: number }
  | { kind: 'tokens'; tokens: number; features: number }
  | { kind: 'flat'; features: number }
  | { kind: 'unknown' };

/**
 * Reads a shape as what it is most likely to be: four axes are a picture with channels first, or last where only the two
 * before the last are alike; three are tokens with features; two are features alone.
 */
export function valueForm(shape: readonly number[] | null): ValueForm {
  if (shape === null) return { kind: 'unknown' };
  const [first = 1, second = 1, third = 1, fourth = 1] = shape;
  if (shape.length === 4) {
    const last = second === third && third !== fourth;
    return last
      ? { kind: 'map', height: second, width: third, channels: fourth }
      : { kind: 'map', height: third, width: fourth, channels: second };
  }
  if (shape.length === 3) return { kind: 'tokens', tokens: first * second, features: third };
  if (shape.length === 2) {
    return first === 1
      ? { kind: 'flat', features: second }
      : { kind: 'tokens', tokens: first, features: second };
  }
  if (shape.length === 1) return { kind: 'flat', features: first };
  return { kind: 'unknown' };
}
