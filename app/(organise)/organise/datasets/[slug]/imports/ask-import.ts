import { otherLicense, type Words } from './import-words';

/** An import that was begun, or why not. */
export type AskOutcome =
  | { ok: true; id: string }
  | { ok: false; message: string; fieldErrors: Record<string, string> };

/** What is to be imported: an upload by its id, or what a bucket has under a prefix. */
export type ImportOf = { upload: string } | { prefix: string };

/** Asks for images to be taken into a dataset, with the words of the form. */
export async function askImport(slug: string, of: ImportOf, words: Words): Promise<AskOutcome> {
  const { otherLicense: other, license, ...rest } = words;
  const about = { ...rest, license: license === otherLicense ? other : license };
  const response = await fetch(`/api/v1/datasets/${slug}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...of, ...about }),
  }).catch(() => undefined);
  if (!response) {
    const message = 'The server does not answer. Check your connection and try again: nothing is sent twice.';
    return { ok: false, message, fieldErrors: {} };
  }
  const answer = (await response.json().catch(() => ({}))) as {
    id?: string;
    detail?: string;
    field?: string;
    problems?: { field: string; message: string }[];
  };
  if (response.ok && answer.id) return { ok: true, id: answer.id };
  const message = answer.detail ?? `The server answered ${response.status}. Try again in a minute.`;
  const named = (answer.problems ?? []).filter(({ field }) => field !== '');
  const fieldErrors = Object.fromEntries(named.map((one) => [one.field, one.message]));
  // The source's name in addresses is made of its title.
  if (answer.field) fieldErrors[answer.field === 'slug' ? 'title' : answer.field] = message;
  return { ok: false, message, fieldErrors };
}
