import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The texts of docs/ that the site shows, by the name that stands in their address. No other file is ever read. */
const guides = {
  labelers: 'docs/labelers.md',
  researchers: 'docs/researchers.md',
  organisers: 'docs/organisers.md',
  formats: 'docs/formats.md',
  errors: 'docs/errors.md',
} as const;

export type GuideName = keyof typeof guides;

export interface Guide {
  title: string;
  /** Its first paragraph. */
  lead: string;
  /** Markdown: what follows. */
  text: string;
}

/** Whether there is a guide of this name. */
export function isGuide(name: string): name is GuideName {
  return Object.hasOwn(guides, name);
}

/** Reads a guide. */
export async function readGuide(name: GuideName): Promise<Guide> {
  return partGuide(await readFile(path.join(process.cwd(), guides[name]), 'utf8'));
}

/** Parts a Markdown text into its title, its first paragraph and the rest. */
export function partGuide(markdown: string): Guide {
  const [title = '', lead = '', ...rest] = markdown.split(/\n{2,}/);
  return { title: title.replace(/^#\s+/, ''), lead: lead.replaceAll('\n', ' '), text: rest.join('\n\n') };
}

/** Where a link of a guide leads on the site: `researchers.md#quotas` to /docs/researchers#quotas. */
export function guideHref(href: string): string {
  const [, name, anchor = ''] = /^([a-z]+)\.md(#.*)?$/.exec(href) ?? [];
  return name !== undefined && isGuide(name) ? `/docs/${name}${anchor}` : href;
}
