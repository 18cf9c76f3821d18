'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useNotice } from './notices';

type Words<Answer> = {
  /** What is said once it is done. */
  done: string | ((answer: Answer) => string);
  /** What is said before the reason where it was refused: 'Not restored'. A function is told the reason and says it itself. */
  refused: string | ((reason: string) => void);
};

/**
 * An act that the server does, such as a press of a button: sends, says what came of it, and shows the page as it is then. `act`
 * gives whether it was done; `acting` says whether one is under way.
 */
export function useAct() {
  const [acting, setActing] = useState(false);
  const router = useRouter();
  const say = useNotice();

  const act = async <Answer>(send: () => Promise<Answer>, { done, refused }: Words<Answer>) => {
    setActing(true);
    try {
      const answer = await send();
      say(typeof done === 'string' ? done : done(answer));
      router.refresh();
      return true;
    } catch (error) {
      const reason = (error as Error).message;
      if (typeof refused === 'string') say(`${refused}: ${reason}`, 'bad');
      else refused(reason);
      return false;
    } finally {
      setActing(false);
    }
  };
  return { act, acting };
}
