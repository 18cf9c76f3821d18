'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/_components/button';
import { useNotice } from '@/_components/notices';
import { sendJson } from '@/_components/send-json';

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
  const [sending, setSending] = useState(false);
  const router = useRouter();
  const say = useNotice();
  const restore = async () => {
    setSending(true);
    try {
      await sendJson('DELETE', `campaigns/${campaign}/labelers/${labeler}/withdrawal`);
      say(`The votes of ${name} are restored; their units are decided anew within moments.`);
      router.refresh();
    } catch (error) {
      say(`Not restored: ${(error as Error).message}`, 'bad');
    }
    setSending(false);
  };
  return (
    <Button size="small" onClick={restore} disabled={sending}>
      Restore<span className="sr-only"> the votes of {name}</span>
    </Button>
  );
}
