'use client';

import { Undo2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DuplicateDecision, DuplicatePair } from '#lib/datasets/duplicate-pair';
import { Button, LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { KeysButton } from '@/_components/keys-button';
import { LiveRegion } from '@/_components/live-region';
import { useNotice } from '@/_components/notices';
import { usePageKeys } from '@/_components/page-keys';
import { sendJson } from '@/_components/send-json';
import { useOverlay } from '@/_components/use-overlay';
import { ZoomDialog } from '@/_components/zoom-dialog';
import { AlikePair, type Side } from './alike-pair';

const keyHints = [
  { keys: ['S'], does: 'the same picture' },
  { keys: ['D'], does: 'different pictures' },
  { keys: ['J', 'K'], does: 'go to the next pair, to the one before' },
  { keys: ['Z'], does: 'look at them larger; the arrows go from one to the other' },
  { keys: ['U'], does: 'take the last decision back' },
  { keys: ['?'], does: 'show these keys' },
];

/** A decision that can be taken back: which pair, and what was decided of it before. */
type Step = { at: number; before: DuplicateDecision | null };

type DuplicateDeskProps = {
  slug: string;
  pairs: readonly DuplicatePair[];
  /** Where one goes on once all of these are decided. */
  next: { href: string; label: string };
};

/** Pairs of images that look alike, each to be decided; the keys are for the current one and go on to the next. */
export function DuplicateDesk({ slug, pairs, next }: DuplicateDeskProps) {
  const [decisions, setDecisions] = useState<(DuplicateDecision | null)[]>(() =>
    pairs.map(({ decision }) => decision),
  );
  const [steps, setSteps] = useState<Step[]>([]);
  const [current, setCurrent] = useState(0);
  const [keysShown, showKeys] = useOverlay();
  const list = useRef<HTMLOListElement>(null);
  const card = (at: number) => list.current?.children[at]?.querySelector<HTMLElement>('[role=group]') ?? null;
  const [zoomed, zoom] = useOverlay(() => card(current));
  /** Which of the two is looked at larger. */
  const [side, setSide] = useState<Side>('left');
  const sending = useRef<Promise<void>>(Promise.resolve());
  const say = useNotice();

  const go = (at: number) => {
    if (at < 0 || at >= pairs.length) return;
    setCurrent(at);
    card(at)?.focus();
  };
  const set = (at: number, decision: DuplicateDecision | null) =>
    setDecisions((known) => known.map((one, index) => (index === at ? decision : one)));
  const send = (at: number, decision: DuplicateDecision | null) => {
    const before = decisions[at] ?? null;
    const { first, second } = pairs[at] as DuplicatePair;
    const put = async () => {
      try {
        const body = { first: first.sha256, second: second.sha256, decision };
        await sendJson('PUT', `datasets/${slug}/duplicates`, body);
      } catch (error) {
        set(at, before);
        say(`Not kept: ${(error as Error).message}`, 'bad');
      }
    };
    set(at, decision);
    // One after the other, so that what is taken back has been made.
    sending.current = sending.current.then(put);
  };
  const decide = (at: number, decision: DuplicateDecision) => {
    send(at, decision);
    setSteps((known) => [...known, { at, before: decisions[at] ?? null }]);
    go(at + 1);
  };
  const back = () => {
    const last = steps.at(-1);
    if (last === undefined) return;
    send(last.at, last.before);
    setSteps((known) => known.slice(0, -1));
    go(last.at);
  };

  const look = (at: Side) => {
    setSide(at);
    zoom(true);
  };

  usePageKeys((key) => {
    const pressed = key.toLowerCase();
    if (pressed === 's') decide(current, 'same');
    else if (pressed === 'd') decide(current, 'different');
    else if (pressed === 'j' || key === 'ArrowRight' || key === 'ArrowDown') go(current + 1);
    else if (pressed === 'k' || key === 'ArrowLeft' || key === 'ArrowUp') go(current - 1);
    else if (pressed === 'z') look('left');
    else if (pressed === 'u') back();
    else if (key === '?') showKeys(true);
    else return false;
    return true;
  });

  const pair = pairs[current];
  const left = decisions.filter((decision) => decision === null).length;
  return (
    <div>
      <div className="mb-4 flex flex-wrap items-center gap-4 text-sm">
        <p className="text-ink-soft tabular-nums">
          {pairs.length} {pairs.length === 1 ? 'pair' : 'pairs'} on this page
        </p>
        {steps.length > 0 && (
          <Button variant="quiet" icon={<Undo2 aria-hidden size={16} />} onClick={back}>
            Take the last one back
          </Button>
        )}
        <div className="max-sm:hidden">
          <KeysButton hints={keyHints} open={keysShown} onOpenChange={showKeys} />
        </div>
      </div>
      <ol ref={list} className="grid gap-6 lg:grid-cols-2">
        {pairs.map((one, at) => (
          <li key={one.first.sha256 + one.second.sha256}>
            <AlikePair
              name={`Pair ${at + 1} of ${pairs.length}`}
              pair={one}
              decision={decisions[at] ?? null}
              current={at === current}
              onCurrent={() => setCurrent(at)}
              onDecide={(decision) => decide(at, decision)}
              onLarger={(which) => {
                setCurrent(at);
                look(which);
              }}
            />
          </li>
        ))}
      </ol>
      {zoomed && pair && (
        <ZoomDialog
          unit={side === 'left' ? pair.first : pair.second}
          name={`Pair ${current + 1} of ${pairs.length}: the ${side} image`}
          neighbours={[pair.first, pair.second]}
          onStep={() => setSide(side === 'left' ? 'right' : 'left')}
          onClose={() => zoom(false)}
        />
      )}
      {left === 0 && steps.length > 0 && (
        <div className="mt-6 max-w-2xl">
          <Callout
            tone="good"
            title="All on this page are decided"
            action={
              <LinkButton href={next.href} variant="primary">
                {next.label}
              </LinkButton>
            }
          >
            The last decision can still be taken back.
          </Callout>
        </div>
      )}
      <LiveRegion>{steps.length > 0 ? `${left} to go` : ''}</LiveRegion>
    </div>
  );
}
