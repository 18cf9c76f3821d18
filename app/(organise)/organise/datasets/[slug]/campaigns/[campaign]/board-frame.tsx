import { CircleDashed } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Board } from '#lib/labelling/board';
import { Badge } from '@/_components/badge';
import { LinkTabs } from '@/_components/link-tabs';
import { PageShell } from '@/_components/page-shell';
import { TextLink } from '@/_components/text-link';
import { boardPath } from './load-board';

/** A page of a campaign's board, with the way to the others. `page` is its name where it is not the board itself. */
export function BoardFrame({
  board,
  page,
  lead,
  actions,
  children,
}: {
  board: Board;
  page?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const { title, dataset, slug, simulated, state, waiting, labelers } = board;
  const path = boardPath(board);
  return (
    <PageShell
      title={page === undefined ? title : `${page} of ${title}`}
      path={[
        { label: 'Organise', href: '/organise' },
        { label: dataset.title, href: `/organise/datasets/${dataset.slug}` },
        ...(page === undefined ? [{ label: title }] : [{ label: title, href: path }, { label: page }]),
      ]}
      lead={
        <>
          {lead}
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {simulated && (
              <Badge tone="warn" icon={<CircleDashed aria-hidden size={14} />}>
                with simulated votes
              </Badge>
            )}
            {state === 'closed' && <Badge>closed</Badge>}
            <TextLink quiet href={`/label/${slug}`}>
              Where it is labelled
            </TextLink>
          </span>
        </>
      }
      actions={actions}
    >
      <div className="mb-8">
        <LinkTabs
          name="Pages of the campaign"
          items={[
            { label: 'Board', href: path },
            { label: 'Nouns', href: `${path}/nouns` },
            { label: 'People', href: `${path}/people`, count: labelers.suspected || undefined },
            { label: 'Gold', href: `${path}/gold` },
            {
              label: 'Review',
              href: `${path}/review`,
              count: waiting.contested + waiting.flagged || undefined,
            },
            { label: 'Models', href: `${path}/assistants` },
          ]}
        />
      </div>
      {children}
    </PageShell>
  );
}
