'use client';

import { RefreshCw } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useState, useTransition } from 'react';
import { Button } from '@/_components/button';
import { useNotice } from '@/_components/notices';
import { sendJson } from '@/_components/send-json';

const LOOK_EVERY_MS = 2_000;
/** An estimate of ten million votes takes minutes: then the page is looked at again by hand. */
const LOOK_FOR_MS = 60_000;

/** Has the campaign estimated, and shows what came of it once it is there. `latest` is when the last estimate was, if there was any. */
export function EstimateButton({ campaign, latest }: { campaign: string; latest: string | null }) {
  const [asked, setAsked] = useState<{ latest: string | null; at: number } | null>(null);
  const [looking, look] = useTransition();
  const router = useRouter();
  const say = useNotice();
  const waiting = asked !== null && asked.latest === latest;

  useEffect(() => {
    // A look that is under way is waited for: a further one would begin it anew.
    if (asked === null || looking) return;
    if (asked.latest !== latest) {
      setAsked(null);
      say('Estimated. What it changed stands under Agreement.');
      return;
    }
    if (Date.now() - asked.at > LOOK_FOR_MS) {
      setAsked(null);
      say('It is still being estimated. Look again later.');
      return;
    }
    const timer = setTimeout(() => look(() => router.refresh()), LOOK_EVERY_MS);
    return () => clearTimeout(timer);
  }, [asked, latest, looking, router, say]);

  const ask = async () => {
    setAsked({ latest, at: Date.now() });
    try {
      await sendJson('POST', `campaigns/${campaign}/estimates`);
    } catch (error) {
      setAsked(null);
      say(`Not estimated: ${(error as Error).message}`, 'bad');
    }
  };
  return (
    <Button onClick={ask} disabled={waiting} icon={<RefreshCw aria-hidden size={16} />}>
      {waiting ? 'Estimating' : 'Estimate now'}
    </Button>
  );
}
