import type { Metadata } from 'next';
import { listApiTokens } from '#lib/identity/server/api-tokens';
import { DataTable } from '@/_components/data-table';
import { Moment } from '@/_components/moment';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { requirePerson } from '@/_server/session';
import { RevokeTokenForm, TokenForm } from './token-forms';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const person = await requirePerson();
  const tokens = await listApiTokens(person);
  return (
    <PageShell title="Account" lead={person.name}>
      <div className="flex flex-col gap-10">
        <Stats
          items={[
            { label: 'Email', value: person.email },
            { label: 'Roles', value: person.roles.join(', ') },
          ]}
        />
        <Section
          title="API tokens"
          lead="A script that sends one acts in your name. A token is shown once, when it is made."
        >
          <div className="flex flex-col gap-6">
            <TokenForm />
            <DataTable
              name="API tokens"
              rows={tokens}
              rowKey={(token) => token.id}
              columns={[
                { key: 'name', header: 'Name', cell: (token) => token.name, rowHeader: true },
                { key: 'made', header: 'Made', cell: (token) => <Moment at={token.createdAt} show="date" /> },
                {
                  key: 'used',
                  header: 'Last used',
                  cell: (token) =>
                    token.lastUsedAt ? <Moment at={token.lastUsedAt} show="date" /> : 'never',
                },
                {
                  key: 'end',
                  header: 'End it',
                  cell: (token) => <RevokeTokenForm id={token.id} name={token.name} />,
                },
              ]}
              empty="No tokens yet. Make one to submit models or label from a script."
            />
          </div>
        </Section>
      </div>
    </PageShell>
  );
}
