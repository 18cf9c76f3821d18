import { otherLicense } from './source-fields';

/** An import that was begun, or why not. */
export type AskOutcome =
  | { ok: true; id: string }
  | { ok: false; message: string; fieldErrors: Record<string, string> };

/** Asks for what was uploaded to be taken into a dataset, with the words of the form. */
export async function askImport(slug: string, upload: string, form: FormData): Promise<AskOutcome> {
  const text = (name: string) => String(form.get(name) ?? '');
  const license = text('license');
  const response = await fetch(`/api/v1/datasets/${slug}/imports`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      upload,
      title: text('title'),
      author: text('author'),
      license: license === otherLicense ? text('otherLicense') : license,
      licenseUrl: text('licenseUrl'),
      homepage: text('homepage'),
      noun: text('noun'),
    }),
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
  const fieldErrors = Object.fromEntries((answer.problems ?? []).map((one) => [one.field, one.message]));
  // The source's name in addresses is made of its title.
  if (answer.field) fieldErrors[answer.field === 'slug' ? 'title' : answer.field] = message;
  return { ok: false, message, fieldErrors };
}
