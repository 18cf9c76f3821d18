const ANY_ORIGIN = 'http://here.invalid';

/** Where to go after signing in: a path of this site, whatever was asked for. */
export function nextPath(asked: string | string[] | undefined): string {
  const path = Array.isArray(asked) ? asked[0] : asked;
  // Read as a browser reads it, which leaves out tabs and line ends and takes a backslash for a slash.
  if (!path?.startsWith('/') || !URL.canParse(path, ANY_ORIGIN)) return '/';
  const { origin, pathname, search, hash } = new URL(path, ANY_ORIGIN);
  return origin === ANY_ORIGIN && !pathname.startsWith('//') ? pathname + search + hash : '/';
}
