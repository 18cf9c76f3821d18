'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/_components/button';
import { useNotice } from '@/_components/notices';
import { sendJson } from '@/_components/send-json';

/** Makes gold an ordinary unit again, which its votes decide; it can be made gold again on the review desk. */
export function RemoveGoldButton({ unitId }: { unitId: number }) {
  const [sending, setSending] = useState(false);
  const router = useRouter();
  const say = useNotice();
  const remove = async () => {
    setSending(true);
    try {
      await sendJson('DELETE', `units/${unitId}/gold`);
      say(`Unit ${unitId} is no gold any more: its votes decide it.`);
      router.refresh();
    } catch (error) {
      say(`Still gold: ${(error as Error).message}`, 'bad');
    }
    setSending(false);
  };
  return (
    <Button size="small" onClick={remove} disabled={sending}>
      Not gold any more<span className="sr-only">: unit {unitId}</span>
    </Button>
  );
}
