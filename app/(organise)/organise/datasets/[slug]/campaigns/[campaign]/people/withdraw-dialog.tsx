'use client';

import { type FormEvent, useState } from 'react';
import type { WithdrawalReach } from '#lib/labelling/board';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { Dialog, DialogClose } from '@/_components/dialog';
import { sendJson } from '@/_components/send-json';
import { TextArea } from '@/_components/text-area';
import { useAct } from '@/_components/use-act';
import { withdrawalReachAction } from './withdrawal-reach-action';

type WithdrawDialogProps = {
  campaign: string;
  /** User id. */
  labeler: string;
  name: string;
  /** What speaks against them, as the reason to begin with. */
  usual: string;
};

/** Asks before all of somebody's votes in a campaign are withdrawn, with how far that reaches. It can be taken back. */
export function WithdrawDialog({ campaign, labeler, name, usual }: WithdrawDialogProps) {
  const [open, setOpen] = useState(false);
  const [reach, setReach] = useState<WithdrawalReach | string | null>(null);
  const [refused, setRefused] = useState('');
  const { act, acting } = useAct();
  const id = `withdraw-${labeler}`;

  const change = async (shown: boolean) => {
    setOpen(shown);
    if (!shown) return;
    setReach(null);
    setRefused('');
    const asked = new FormData();
    asked.set('campaign', campaign);
    asked.set('labeler', labeler);
    const answer = await withdrawalReachAction(null, asked);
    setReach(answer?.ok ? answer.value : (answer?.message ?? null));
  };
  const withdraw = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get('reason'));
    const done = await act(
      () => sendJson('PUT', `campaigns/${campaign}/labelers/${labeler}/withdrawal`, { reason }),
      {
        done: `The votes of ${name} are withdrawn; their units are decided anew by the others within moments.`,
        refused: setRefused,
      },
    );
    if (done) setOpen(false);
  };
  return (
    <Dialog
      trigger={
        <Button size="small">
          Withdraw<span className="sr-only"> the votes of {name}</span>
        </Button>
      }
      title={`Withdraw the votes of ${name}`}
      open={open}
      onOpenChange={change}
      footer={
        <>
          <DialogClose>
            <Button>Keep them</Button>
          </DialogClose>
          <Button type="submit" form={id} variant="danger" disabled={acting}>
            Withdraw votes
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={withdraw} className="flex flex-col gap-4">
        <p aria-live="polite">{reachText(reach)}</p>
        <p className="text-ink-soft">
          They cannot vote in this campaign any more, and are told so. You can restore their votes as they
          were.
        </p>
        {refused !== '' && <Callout tone="bad">{refused}</Callout>}
        <TextArea
          name="reason"
          id={`reason-${labeler}`}
          label="Why"
          hint="Stands beside their name on this page."
          rows={3}
          required
          maxLength={1000}
          defaultValue={usual.slice(0, 1000)}
          data-takes-focus
        />
      </form>
    </Dialog>
  );
}

function reachText(reach: WithdrawalReach | string | null): string {
  if (reach === null) return 'Looking how far it reaches.';
  if (typeof reach === 'string') return reach;
  const { votes, units, decided } = reach;
  const kept =
    decided === 0
      ? ''
      : ` ${plural(decided, 'unit', 'units')} that organisers decided ${decided === 1 ? 'stays' : 'stay'}.`;
  return `It takes out ${plural(votes, 'vote', 'votes')}. ${plural(units, 'decided unit is', 'decided units are')} decided anew without them and may be asked again.${kept}`;
}

const plural = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
