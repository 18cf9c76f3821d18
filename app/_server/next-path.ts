/** Where to go after signing in: a path of this site, whatever was asked for. */
export function nextPath(asked: string | string[] | undefined): string {
  const path = Array.isArray(asked) ? asked[0] : asked;
  return path && /^\/(?![/\\])/.test(path) ? path : '/';
}
