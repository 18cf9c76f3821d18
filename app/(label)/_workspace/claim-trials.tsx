'use client';

import { useEffect } from 'react';
import { browserStore } from '@/_components/browser-store';
import { useNotice } from '@/_components/notices';
import { Refusal } from '@/_components/send-json';
import { claimTrial } from './label-api';
import { dropTrial, readTrials } from './trial-answers';

/** Makes what was answered on trial pages in this browser the votes of who is signed in now, and says so. */
export function ClaimTrials() {
  const say = useNotice();

  useEffect(() => {
    void claimAll(say);
  }, [say]);

  return null;
}

let claiming = false;

async function claimAll(say: ReturnType<typeof useNotice>): Promise<void> {
  if (claiming) return;
  claiming = true;
  for (const trial of readTrials(browserStore)) {
    try {
      const { kept } = await claimTrial(trial);
      dropTrial(browserStore, trial);
      const all = trial.votes.length;
      const rest = kept < all ? ' The other images had all their votes meanwhile.' : '';
      say(`${kept} of your ${all} trial answers count as your votes now.${rest}`);
    } catch (error) {
      // What may pass is tried again on the next page.
      if (!(error instanceof Refusal) || error.passing) break;
      dropTrial(browserStore, trial);
      say(`Your trial answers could not be counted: ${error.message}`, 'bad');
    }
  }
  claiming = false;
}
