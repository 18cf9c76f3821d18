import type { ReactNode } from 'react';
import type { ChallengeView } from '#lib/challenges/server/get-challenge';
import { LinkTabs } from '@/_components/link-tabs';
import { PageShell } from '@/_components/page-shell';

type DeskFrameProps = {
  challenge: ChallengeView;
  /** What this page of the desk is called. */
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
};

/** The pages of an organiser's desk for one challenge. */
export function DeskFrame({ challenge, title, lead, actions, children }: DeskFrameProps) {
  const at = `/organise/challenges/${challenge.slug}`;
  return (
    <PageShell
      title={title}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: 'Challenges', href: '/organise/challenges' },
        { label: challenge.title, href: `/challenges/${challenge.slug}` },
        { label: title },
      ]}
      lead={lead}
      actions={actions}
    >
      <div className="mb-8">
        <LinkTabs
          name="Pages of the desk"
          items={[
            { label: 'Desk', href: at },
            { label: 'Entries', href: `${at}/entries` },
            { label: 'Who may take part', href: `${at}/people` },
            { label: 'Accounts', href: `${at}/overlaps` },
            { label: 'Settings', href: `${at}/settings` },
            { label: 'Log', href: `${at}/log` },
          ]}
        />
      </div>
      {children}
    </PageShell>
  );
}
