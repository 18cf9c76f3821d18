'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import {
  acceptMergeAction,
  declineMergeAction,
  handOverAction,
  leaveAction,
  removeAction,
  withdrawAction,
} from './team-actions';

type One = { slug: string; id: string; name: string };

export function HandOver({ slug, id, name }: One) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Make captain<span className="sr-only"> {name}</span>
        </Button>
      }
      title={`Make ${name} the captain?`}
      description="From then on they invite, take out, merge and hand over, and you do not."
      act={handOverAction}
      fields={{ slug, id }}
      confirm="Make them captain"
      pendingLabel="Handing over"
      keep="Stay captain"
    />
  );
}

export function RemoveMember({ slug, id, name }: One) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Take out<span className="sr-only"> {name}</span>
        </Button>
      }
      title={`Take ${name} out of the team?`}
      description="They may enter the challenge with another team. You can invite them again."
      act={removeAction}
      fields={{ slug, id }}
      confirm="Take them out"
      pendingLabel="Taking out"
      keep="Keep them"
      danger
    />
  );
}

export function LeaveTeam({ slug, last }: { slug: string; last: boolean }) {
  return (
    <ConfirmAct
      trigger={<Button>Leave the team</Button>}
      title="Leave the team?"
      description={
        last
          ? 'You are the last one in it: the entry goes with you.'
          : 'You may then enter with another team, or be invited again.'
      }
      act={leaveAction}
      fields={{ slug }}
      confirm="Leave"
      pendingLabel="Leaving"
      keep="Stay"
      danger
    />
  );
}

export function WithdrawInvitation({ slug, id, name }: One) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Take back<span className="sr-only"> the invitation of {name}</span>
        </Button>
      }
      title="Take the invitation back?"
      description="Its link stops working at once."
      act={withdrawAction}
      fields={{ slug, id }}
      confirm="Take it back"
      pendingLabel="Taking back"
      keep="Keep it"
      danger
    />
  );
}

export function AcceptMerge({ slug, id, name }: One) {
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          Accept<span className="sr-only"> the merge with {name}</span>
        </Button>
      }
      title={`Take ${name} in?`}
      description="Its people and its submissions become yours, and count for one quota. It is not taken back."
      act={acceptMergeAction}
      fields={{ slug, id }}
      confirm="Become one entry"
      pendingLabel="Merging"
      keep="Not now"
    />
  );
}

export function DeclineMerge({ slug, id, name, mine }: One & { mine: boolean }) {
  const label = mine ? 'Take back' : 'Decline';
  return (
    <ConfirmAct
      trigger={
        <Button size="small">
          {label}
          <span className="sr-only"> the merge with {name}</span>
        </Button>
      }
      title={mine ? 'Take the proposal back?' : `Decline the merge with ${name}?`}
      description="It can be proposed again."
      act={declineMergeAction}
      fields={{ slug, id }}
      confirm={label}
      pendingLabel="One moment"
      keep="Leave it"
      danger
    />
  );
}
