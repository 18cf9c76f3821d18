import { listWebhooks, type WebhookRow } from '#lib/challenges/server/webhooks';
import { DataTable } from '@/_components/data-table';
import { EmptyState } from '@/_components/empty-state';
import { Moment } from '@/_components/moment';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { AddWebhook } from './add-webhook';
import { RemoveWebhook } from './remove-webhook';

/** Which addresses hear of a challenge (organisers) or of one's own entry (its captain). */
export async function Webhooks({ slug, scope }: { slug: string; scope: 'challenge' | 'entry' }) {
  const webhooks = (await listWebhooks(await currentPerson(), slug)).filter((each) => each.scope === scope);
  return (
    <Section
      title="Webhooks"
      id="webhooks"
      lead={
        <>
          Programs of yours that hear when a submission was scored, refused or failed, when a phase is about
          to close, and when results are out.{' '}
          <TextLink href="/docs/organisers#what-people-are-told">
            What they are sent, and how it is signed
          </TextLink>
        </>
      }
    >
      <DataTable<WebhookRow>
        name="Webhooks"
        rows={webhooks}
        rowKey={({ id }) => id}
        empty={<EmptyState title="No webhook">Nothing is sent to any address.</EmptyState>}
        columns={[
          {
            key: 'url',
            header: 'Address',
            rowHeader: true,
            cell: ({ url }) => <span className="break-all">{url}</span>,
          },
          { key: 'since', header: 'Since', cell: ({ createdAt }) => <Moment at={createdAt} /> },
          { key: 'problem', header: 'Last try', cell: ({ problem }) => problem ?? 'no trouble' },
          {
            key: 'act',
            header: 'Next step',
            action: true,
            cell: ({ id, url }) => <RemoveWebhook slug={slug} id={id} url={url} />,
          },
        ]}
      />
      <div className="mt-6">
        <AddWebhook slug={slug} scope={scope} />
      </div>
    </Section>
  );
}
