import { CircleDashed, Cpu } from 'lucide-react';
import type { BoardLabeler, ListLabelersInput } from '#lib/labelling/board';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Moment } from '@/_components/moment';
import { listAddress } from '../list-address';
import { RestoreButton } from './restore-button';
import { WithdrawDialog } from './withdraw-dialog';

/** Who votes in a campaign, what the votes say of them, and the one act that takes all their votes out. */
export function PeopleTable({
  people,
  input: { query, order },
  here,
  campaign,
}: {
  people: readonly BoardLabeler[];
  input: ListLabelersInput;
  here: string;
  campaign: string;
}) {
  const sort = (by: ListLabelersInput['order']) => ({
    href: listAddress(here, { query, order: by }),
    direction:
      by !== order
        ? undefined
        : by === 'votes' || by === 'need'
          ? ('descending' as const)
          : ('ascending' as const),
  });
  return (
    <DataTable
      name="People of the campaign"
      rows={people}
      rowKey={({ id }) => id}
      tone={({ withdrawnAt }) => (withdrawnAt === null ? 'normal' : 'quiet')}
      empty={<p className="text-ink-soft">Nobody of this campaign has “{query}” in their name.</p>}
      columns={[
        { key: 'name', header: 'Name', rowHeader: true, cell: (labeler) => <Name labeler={labeler} /> },
        {
          key: 'reliability',
          header: 'Reliability',
          unit: '%',
          align: 'end',
          sort: sort('reliability'),
          cell: ({ reliability }) => <Figure value={reliability === null ? null : 100 * reliability} />,
        },
        {
          key: 'votes',
          header: 'Votes',
          align: 'end',
          sort: sort('votes'),
          cell: ({ votes }) => <Count value={votes} />,
        },
        {
          key: 'seconds',
          header: 'Time a vote',
          unit: 's',
          align: 'end',
          sort: sort('speed'),
          cell: ({ seconds }) => <Figure value={seconds} />,
        },
        {
          key: 'gold',
          header: 'Gold right',
          align: 'end',
          sort: sort('gold'),
          cell: ({ gold: { asked, right } }) => (asked === 0 ? 'none asked' : `${right} of ${asked}`),
        },
        {
          key: 'agreement',
          header: 'Agreement',
          unit: '%',
          align: 'end',
          sort: sort('agreement'),
          cell: ({ agreement: { settled, agreed } }) => (
            <Figure value={settled === 0 ? null : (100 * agreed) / settled} />
          ),
        },
        {
          key: 'suspicions',
          header: 'What speaks against them',
          sort: sort('need'),
          cell: ({ suspicions }) => <Suspicions suspicions={suspicions} />,
        },
        {
          key: 'act',
          header: 'Their votes',
          action: true,
          cell: (labeler) =>
            labeler.withdrawnAt === null ? (
              <WithdrawDialog
                campaign={campaign}
                labeler={labeler.id}
                name={labeler.name}
                usual={labeler.suspicions.map(({ sentence }) => sentence).join(' ')}
              />
            ) : (
              <Withdrawn labeler={labeler} campaign={campaign} at={labeler.withdrawnAt} />
            ),
        },
      ]}
    />
  );
}

function Name({ labeler: { name, simulated, machine, withdrawnAt } }: { labeler: BoardLabeler }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      {name}
      {simulated && <Badge icon={<CircleDashed aria-hidden size={14} />}>simulated</Badge>}
      {machine && <Badge icon={<Cpu aria-hidden size={14} />}>model</Badge>}
      {withdrawnAt !== null && <Badge tone="warn">withdrawn</Badge>}
    </span>
  );
}

function Suspicions({ suspicions }: Pick<BoardLabeler, 'suspicions'>) {
  if (suspicions.length === 0) return <span className="text-ink-soft">nothing</span>;
  return (
    <ul className="flex min-w-56 flex-col gap-1">
      {suspicions.map(({ kind, sentence }) => (
        <li key={kind}>
          <Badge tone="bad">{kind.replaceAll('-', ' ')}</Badge> {sentence}
        </li>
      ))}
    </ul>
  );
}

function Withdrawn({ labeler, campaign, at }: { labeler: BoardLabeler; campaign: string; at: string }) {
  return (
    <div className="flex min-w-48 flex-col items-start gap-1">
      <p>
        Withdrawn {labeler.withdrawnBy !== null && `by ${labeler.withdrawnBy} `}
        <Moment at={at} show="date" />
        {labeler.withdrawnReason !== '' && `: ${labeler.withdrawnReason}`}
      </p>
      <RestoreButton campaign={campaign} labeler={labeler.id} name={labeler.name} />
    </div>
  );
}
