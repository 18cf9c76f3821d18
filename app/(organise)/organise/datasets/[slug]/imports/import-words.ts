/** What the choice of licences has beside those that are known. */
export const otherLicense = 'other';

const names = ['title', 'author', 'license', 'otherLicense', 'licenseUrl', 'homepage', 'noun'] as const;

/** What the form of an import says of the images, by the names of its fields. */
export type Words = Partial<Record<(typeof names)[number], string>>;

export function wordsOf(form: FormData): Words {
  return Object.fromEntries(names.map((name) => [name, String(form.get(name) ?? '')]));
}
