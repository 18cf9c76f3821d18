import type { Metadata } from 'next';
import { Card } from '@/_components/card';
import { PageShell } from '@/_components/page-shell';
import { TextLink } from '@/_components/text-link';
import { type GuideName, readGuide } from './guides';

export const metadata: Metadata = { title: 'Guides' };

const shown: GuideName[] = ['labelers', 'researchers', 'organisers'];

export default async function GuidesPage() {
  const guides = await Promise.all(shown.map(async (name) => ({ name, ...(await readGuide(name)) })));
  return (
    <PageShell title="Guides" lead="A page for each way to take part.">
      <ul className="grid gap-4 md:grid-cols-3">
        {guides.map(({ name, title, lead }) => (
          <li key={name} className="grid">
            <Card level={2} title={title} href={`/docs/${name}`}>
              <p>{lead}</p>
            </Card>
          </li>
        ))}
      </ul>
      <p className="mt-8">
        <TextLink href="/docs/formats">The forms in which datasets are downloaded</TextLink>. For scripts:{' '}
        <TextLink href="/docs/errors">every error code with its meaning</TextLink>. Whose images these are:{' '}
        <TextLink href="/docs/attribution">image credits</TextLink>.
      </p>
    </PageShell>
  );
}
