'use client';

import { Button } from '@/_components/button';
import { sendJson } from '@/_components/send-json';
import { useAct } from '@/_components/use-act';

/** Makes gold an ordinary unit again, which its votes decide; it can be made gold again on the review desk. */
export function RemoveGoldButton({ unitId }: { unitId: number }) {
  const { act, acting } = useAct();
  const remove = () =>
    act(() => sendJson('DELETE', `units/${unitId}/gold`), {
      done: `Unit ${unitId} is no gold any more: its votes decide it.`,
      refused: 'Nothing changed',
    });
  return (
    <Button size="small" onClick={remove} disabled={acting}>
      Not gold any more<span className="sr-only">: unit {unitId}</span>
    </Button>
  );
}
