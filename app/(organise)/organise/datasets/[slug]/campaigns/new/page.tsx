import type { Metadata } from 'next';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { PageShell } from '@/_components/page-shell';
import { loadDesk } from '../../load-desk';
import { NewCampaignForm } from './new-campaign-form';

export const metadata: Metadata = { title: 'Start a campaign' };

export default async function NewCampaignPage({ params }: { params: Promise<{ slug: string }> }) {
  const { desk } = await loadDesk((await params).slug);
  const { slug, title, images, campaigns, nouns } = desk;
  return (
    <PageShell
      title="Start a campaign"
      width="text"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: title, href: `/organise/datasets/${slug}` },
        { label: 'Start a campaign' },
      ]}
      lead="It asks people about the images until each has its answer. It can begin at once."
    >
      {images === 0 ? (
        <EmptyState
          title="No images to ask about"
          action={
            <LinkButton href={`/organise/datasets/${slug}/imports`} variant="primary">
              Add images
            </LinkButton>
          }
        >
          Put images into the dataset first.
        </EmptyState>
      ) : (
        <NewCampaignForm
          dataset={slug}
          nouns={nouns}
          usual={{ title, slug: `${slug.slice(0, 70)}-${campaigns + 1}` }}
        />
      )}
    </PageShell>
  );
}
