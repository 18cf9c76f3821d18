'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from 'react';

type Notice = { key: number; message: string; tone: 'good' | 'bad' };
type Say = (message: string, tone?: Notice['tone']) => void;

const NoticeContext = createContext<Say | null>(null);
const shownFor = 6_000;
let lastKey = 0;

/** What says a short notice at the foot of the window: `say('Kept.')`, `say('Could not be kept: …', 'bad')`. */
export function useNotice(): Say {
  const say = useContext(NoticeContext);
  if (say === null) throw new Error('useNotice needs the NoticeProvider of the root layout above it.');
  return say;
}

/** Holds the notices of the page. A good one leaves by itself, a bad one stays until it is closed. */
export function NoticeProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const drop = useCallback((key: number) => setNotices((all) => all.filter((one) => one.key !== key)), []);
  const say = useCallback<Say>((message, tone = 'good') => {
    lastKey += 1;
    const notice = { key: lastKey, message, tone };
    setNotices((all) => [...all.slice(-2), notice]);
  }, []);

  return (
    <NoticeContext value={say}>
      {children}
      <div
        role="status"
        className="pointer-events-none fixed inset-x-4 bottom-4 z-40 [:root:has([data-bar])_&]:bottom-32 flex flex-col items-center gap-2 sm:items-end"
      >
        {notices.map((notice) => (
          <NoticeLine key={notice.key} notice={notice} onClose={drop} />
        ))}
      </div>
    </NoticeContext>
  );
}

function NoticeLine({ notice, onClose }: { notice: Notice; onClose: (key: number) => void }) {
  const { key, message, tone } = notice;

  useEffect(() => {
    if (tone === 'bad') return;
    const timer = setTimeout(() => onClose(key), shownFor);
    return () => clearTimeout(timer);
  }, [key, tone, onClose]);

  return (
    <div
      className={clsx(
        'pointer-events-auto flex max-w-md items-start gap-3 rounded border-l-4 bg-ink py-2 pr-2 pl-4 text-paper shadow-float',
        tone === 'bad' ? 'border-bad' : 'border-good',
      )}
    >
      <p className="py-1 text-sm">{message}</p>
      <button
        type="button"
        aria-label="Close this notice"
        onClick={() => onClose(key)}
        className="flex size-7 shrink-0 items-center justify-center rounded focus-visible:outline-paper"
      >
        <X aria-hidden size={16} />
      </button>
    </div>
  );
}
