'use client';

import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '@/_components/button';
import { useNotice } from '@/_components/notices';
import { sendJson } from '@/_components/send-json';
import { useRefreshing } from '@/_components/use-watched';

/** An estimate of ten million votes takes minutes: then the page is looked at again by hand. */
const LOOK_FOR_MS = 60_000;

/** Has the campaign estimated, and shows what came of it once it is there. `latest` is when the last estimate was, if there was any. */
export function EstimateButton({ campaign, latest }: { campaign: string; latest: string | null }) {
  const [asked, setAsked] = useState<{ latest: string | null } | null>(null);
  const say = useNotice();
  useRefreshing(asked !== null);

  useEffect(() => {
    if (asked === null) return;
    const end = (words: string) => {
      setAsked(null);
      say(words);
    };
    if (asked.latest !== latest) {
      end('Estimated. What it changed stands under Agreement.');
      return;
    }
    const timer = setTimeout(() => end('It is still being estimated. Look again later.'), LOOK_FOR_MS);
    return () => clearTimeout(timer);
  }, [asked, latest, say]);

  const ask = async () => {
    setAsked({ latest });
    try {
      await sendJson('POST', `campaigns/${campaign}/estimates`);
    } catch (error) {
      setAsked(null);
      say(`Not estimated: ${(error as Error).message}`, 'bad');
    }
  };
  return (
    <Button onClick={ask} disabled={asked !== null} icon={<RefreshCw aria-hidden size={16} />}>
      {asked ? 'Estimating' : 'Estimate now'}
    </Button>
  );
}
