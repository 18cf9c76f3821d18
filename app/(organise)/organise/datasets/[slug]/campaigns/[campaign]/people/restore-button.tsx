'use client';

import { Button } from '@/_components/button';
import { sendJson } from '@/_components/send-json';
import { useAct } from '@/_components/use-act';

/** Gives somebody's withdrawn votes back; they can be withdrawn again, so nothing is asked. */
export function RestoreButton({
  campaign,
  labeler,
  name,
}: {
  campaign: string;
  labeler: string;
  name: string;
}) {
  const { act, acting } = useAct();
  const restore = () =>
    act(() => sendJson('DELETE', `campaigns/${campaign}/labelers/${labeler}/withdrawal`), {
      done: `The votes of ${name} are restored; their units are decided anew within moments.`,
      refused: 'Not restored',
    });
  return (
    <Button size="small" onClick={restore} disabled={acting}>
      Restore<span className="sr-only"> the votes of {name}</span>
    </Button>
  );
}
