import type { Metadata } from 'next';
import { listCampaigns } from '#lib/labelling/server/list-campaigns';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { PageShell } from '@/_components/page-shell';
import { currentPerson } from '@/_server/session';
import { CampaignCard } from './campaign-card';

export const metadata: Metadata = { title: 'Label' };

export default async function LabelPage() {
  const [person, campaigns] = await Promise.all([currentPerson(), listCampaigns()]);
  return (
    <PageShell
      title="Label images"
      lead="Say what images show. What people agree on becomes a dataset that anyone can take home."
      actions={
        person ? (
          <>
            <LinkButton href="/label/board">Board of the week</LinkButton>
            <LinkButton href="/label/mine">My labelling</LinkButton>
          </>
        ) : (
          <LinkButton href="/label/try" variant="primary">
            Try a page without an account
          </LinkButton>
        )
      }
    >
      {campaigns.length === 0 ? (
        <EmptyState
          title="No campaign is open"
          action={<LinkButton href="/explore">Explore the nouns</LinkButton>}
        >
          Campaigns that ask about images stand here once an organiser opens one.
        </EmptyState>
      ) : (
        <ul className="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
          {campaigns.map((campaign, index) => (
            <li key={campaign.slug}>
              <CampaignCard campaign={campaign} eager={index < 2} />
            </li>
          ))}
        </ul>
      )}
    </PageShell>
  );
}
