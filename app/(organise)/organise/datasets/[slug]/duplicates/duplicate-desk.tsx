'use client';

import { Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DuplicateDecision, DuplicatePair } from '#lib/datasets/duplicate-pair';
import { Button } from '@/_components/button';
import { KeysButton } from '@/_components/keys-button';
import { LiveRegion } from '@/_components/live-region';
import { useNotice } from '@/_components/notices';
import { usePageKeys } from '@/_components/page-keys';
import { sendJson } from '@/_components/send-json';
import { useOverlay } from '@/_components/use-overlay';
import { AlikePair } from './alike-pair';

const keyHints = [
  { keys: ['S'], does: 'the same picture' },
  { keys: ['D'], does: 'different pictures' },
  { keys: ['J', 'K'], does: 'go to the next pair, to the one before' },
  { keys: ['U'], does: 'take the last decision back' },
  { keys: ['?'], does: 'show these keys' },
];

/** Pairs of images that look alike, each to be decided; the keys are for the current one and go on to the next. */
export function DuplicateDesk({ slug, pairs }: { slug: string; pairs: readonly DuplicatePair[] }) {
  const [decisions, setDecisions] = useState<(DuplicateDecision | null)[]>(() =>
    pairs.map(({ decision }) => decision),
  );
  const [steps, setSteps] = useState<number[]>([]);
  const [current, setCurrent] = useState(0);
  const [keysShown, showKeys] = useOverlay();
  const list = useRef<HTMLOListElement>(null);
  const sending = useRef<Promise<void>>(Promise.resolve());
  const say = useNotice();

  const go = (at: number) => {
    if (at < 0 || at >= pairs.length) return;
    setCurrent(at);
    list.current?.children[at]?.querySelector<HTMLElement>('[role=group]')?.focus();
  };
  const set = (at: number, decision: DuplicateDecision | null) =>
    setDecisions((known) => known.map((one, index) => (index === at ? decision : one)));
  const send = (at: number, decision: DuplicateDecision | null) => {
    const before = decisions[at] ?? null;
    const { first, second } = pairs[at] as DuplicatePair;
    set(at, decision);
    // One after the other, so that what is taken back has been made.
    sending.current = sending.current
      .then(() =>
        sendJson<unknown>('PUT', `datasets/${slug}/duplicates`, {
          first: first.sha256,
          second: second.sha256,
          decision,
        }),
      )
      .then(
        () => {},
        (error: Error) => {
          set(at, before);
          say(`Not kept: ${error.message}`, 'bad');
        },
      );
  };
  const decide = (at: number, decision: DuplicateDecision) => {
    send(at, decision);
    setSteps((known) => [...known, at]);
    go(at + 1);
  };
  const back = () => {
    const last = steps.at(-1);
    if (last === undefined) return;
    send(last, (pairs[last] as DuplicatePair).decision);
    setSteps((known) => known.slice(0, -1));
    go(last);
  };

  usePageKeys((key) => {
    const pressed = key.toLowerCase();
    if (pressed === 's') decide(current, 'same');
    else if (pressed === 'd') decide(current, 'different');
    else if (pressed === 'j' || key === 'ArrowDown') go(current + 1);
    else if (pressed === 'k' || key === 'ArrowUp') go(current - 1);
    else if (pressed === 'u') back();
    else if (key === '?') showKeys(true);
    else return false;
    return true;
  });

  const done = steps.length;
  return (
    <div>
      <div className="mb-4 flex flex-wrap items-center gap-4 text-sm">
        <p className="text-ink-soft tabular-nums">
          {pairs.length} {pairs.length === 1 ? 'pair' : 'pairs'} on this page
        </p>
        {done > 0 && (
          <Button variant="quiet" icon={<Undo2 aria-hidden size={16} />} onClick={back}>
            Take the last one back
          </Button>
        )}
        <div className="max-sm:hidden">
          <KeysButton hints={keyHints} open={keysShown} onOpenChange={showKeys} />
        </div>
      </div>
      <ol ref={list} className="flex flex-col gap-6">
        {pairs.map((pair, at) => (
          <li key={pair.first.sha256 + pair.second.sha256}>
            <AlikePair
              name={`Pair ${at + 1} of ${pairs.length}`}
              pair={pair}
              decision={decisions[at] ?? null}
              current={at === current}
              onCurrent={() => setCurrent(at)}
              onDecide={(decision) => decide(at, decision)}
            />
          </li>
        ))}
      </ol>
      <LiveRegion>{done > 0 ? `${done} decided` : ''}</LiveRegion>
    </div>
  );
}
