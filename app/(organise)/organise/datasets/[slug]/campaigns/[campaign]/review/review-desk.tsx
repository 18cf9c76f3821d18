'use client';

import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useEffect, useReducer, useRef, useState } from 'react';
import type { ReviewPage, ReviewUnit } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import type { KeyHint } from '@/_components/keys';
import { KeysButton } from '@/_components/keys-button';
import { LiveRegion } from '@/_components/live-region';
import { useNotice } from '@/_components/notices';
import { usePageKeys } from '@/_components/page-keys';
import { Pager } from '@/_components/pager';
import { Picture } from '@/_components/picture';
import { Refusal } from '@/_components/send-json';
import { useOverlay } from '@/_components/use-overlay';
import {
  sendDecision,
  sendGold,
  sendNoGold,
  sendOpinion,
  sendResolveFlags,
  sendTakeBack,
} from './review-api';
import { answerText, choicesOf } from './review-choices';
import { ReviewEnd } from './review-end';
import { reviewReducer, startReview } from './review-state';
import { UnitDecision } from './unit-decision';
import { UnitHistory } from './unit-history';
import { UnitFlags, UnitVotes } from './unit-record';

/** How many images are loaded before they are looked at. */
const AHEAD = 4;

const hints: Readonly<Record<ReviewPage['kind'], KeyHint[]>> = {
  verify: [{ keys: ['Y', 'N'], does: 'decide: it shows the noun, or not' }],
  classify: [
    { keys: ['1', '…', '9'], does: 'decide for the noun with this number' },
    { keys: ['N', 'T', 'B'], does: 'decide: none of these, cannot tell, broken or unsuitable' },
  ],
};
const moreHints: KeyHint[] = [
  { keys: ['O'], does: 'ask for a second opinion: up to two votes more' },
  { keys: ['K'], does: 'keep the label and resolve the flags' },
  { keys: ['S'], does: 'put it off' },
  { keys: ['G'], does: 'make what you decide next gold' },
  { keys: ['U'], does: 'take the last decision back' },
  { keys: ['?'], does: 'show these keys' },
];

type ReviewDeskProps = {
  page: ReviewPage;
  /** The address of the desk, without a place in it. */
  path: string;
  /** Where the page begins. */
  after: number;
};

/** One unit after the other, each decided by one key; the next one stands there at once. */
export function ReviewDesk({ page: { kind, units, nouns, next }, path, after }: ReviewDeskProps) {
  const [{ queue, steps }, dispatch] = useReducer(reviewReducer, units, startReview);
  const [note, setNote] = useState('');
  /** Whether what is decided next becomes gold. */
  const [gold, setGold] = useState(false);
  const [keysShown, showKeys] = useOverlay();
  const router = useRouter();
  const say = useNotice();
  // What is sent goes one after the other, so that what is taken back has been made.
  const sending = useRef<Promise<void>>(Promise.resolve());
  const seen = useRef(
    new Map<number, number | null>(units.map((one) => [one.id, one.changes.at(-1)?.id ?? null])),
  );
  const made = useRef(new Set<number>());
  const unit = queue[0];
  const choices = unit ? choicesOf(kind, unit, nouns) : [];
  const nextHref = next === null ? undefined : `${path}${path.includes('?') ? '&' : '?'}after=${next}`;
  const done = !unit;

  useEffect(() => {
    for (const { image } of queue.slice(1, 1 + AHEAD)) new Image().src = image.imageUrl;
  }, [queue]);
  useEffect(() => {
    if (done && nextHref) router.push(nextHref);
  }, [done, nextHref, router]);

  const send = (about: ReviewUnit, act: () => Promise<void>) => {
    sending.current = sending.current.then(act).catch((error: Error) => {
      dispatch({ type: 'refused', unit: about });
      say(`Not kept: ${error.message}`, 'bad');
      if (error instanceof Refusal && error.code === 'changed-meanwhile') router.refresh();
    });
  };
  const decide = (answer: string) => {
    if (!unit) return;
    dispatch({ type: 'step', answer });
    setNote('');
    setGold(false);
    window.scrollTo({ top: 0 });
    send(unit, async () => {
      const { change } = await sendDecision(unit.id, { answer, note, seen: seen.current.get(unit.id) });
      seen.current.set(unit.id, change);
      if (!gold) return;
      await sendGold(unit.id, { answer, note });
      made.current.add(unit.id);
    });
  };
  const later = () => {
    dispatch({ type: 'step', answer: null });
    setNote('');
    window.scrollTo({ top: 0 });
  };
  const keep = () => {
    if (!unit) return;
    dispatch({ type: 'leave' });
    send(unit, async () => void (await sendResolveFlags(unit.id)));
  };
  const askOpinion = () => {
    if (!unit) return;
    dispatch({ type: 'leave' });
    setNote('');
    window.scrollTo({ top: 0 });
    send(unit, async () => {
      const { change } = await sendOpinion(unit.id, { note });
      seen.current.set(unit.id, change);
      say('More people are asked about it.');
    });
  };
  const canAsk = unit !== undefined && unit.state !== 'open';
  const canKeep = unit?.state !== 'contested' && unit?.flags.some(({ resolvedAt }) => resolvedAt === null);
  const back = () => {
    const last = steps.at(-1);
    if (!last) return;
    dispatch({ type: 'back' });
    if (last.answer === null) return;
    send(last.unit, async () => {
      if (made.current.delete(last.unit.id)) {
        // Gold goes back to what its votes make of it, by a change that was not seen here.
        seen.current.delete(last.unit.id);
        await sendNoGold(last.unit.id);
        return;
      }
      const { change } = await sendTakeBack(last.unit.id);
      seen.current.set(last.unit.id, change);
    });
  };

  usePageKeys((key) => {
    const choice = choices.find((one) => one.key === key.toUpperCase());
    if (choice) decide(choice.answer);
    else if (key.toLowerCase() === 's' && unit) later();
    else if (key.toLowerCase() === 'u' && steps.length > 0) back();
    else if (key.toLowerCase() === 'o' && canAsk) askOpinion();
    else if (key.toLowerCase() === 'k' && canKeep) keep();
    else if (key.toLowerCase() === 'g' && unit) setGold(!gold);
    else if (key === '?') showKeys(true);
    else return false;
    return true;
  });

  const last = steps.at(-1);
  const undo = last && (
    <Button variant="quiet" size="small" icon={<Undo2 aria-hidden size={16} />} onClick={back}>
      {last.answer === null ? 'Back to the one put off' : `Take back: ${answerText(last.answer, nouns)}`}
    </Button>
  );
  return (
    <div>
      <div className="mb-3 flex min-h-10 flex-wrap items-center gap-x-4 text-sm text-ink-soft tabular-nums">
        <p>
          {units.length - queue.length + (unit ? 1 : 0)} of {units.length} on this page
        </p>
        {undo}
        <div className="max-sm:hidden">
          <KeysButton hints={[...hints[kind], ...moreHints]} open={keysShown} onOpenChange={showKeys} />
        </div>
      </div>
      {unit ? (
        <div className="grid gap-8 lg:grid-cols-[minmax(0,1fr)_30rem]">
          <div className="max-lg:bleed lg:sticky lg:top-4 lg:self-start">
            <Picture
              key={unit.id}
              src={unit.image.imageUrl}
              alt="The image to decide"
              width={unit.image.width}
              height={unit.image.height}
              eager
              className="h-[38dvh] w-full bg-well object-contain lg:h-[calc(100dvh-6rem)]"
            />
          </div>
          <div className="flex min-w-0 flex-col gap-6">
            <UnitDecision
              kind={kind}
              unit={unit}
              nouns={nouns}
              choices={choices}
              note={note}
              onNote={setNote}
              gold={gold}
              onGold={setGold}
              onDecide={decide}
              onLater={later}
              onAsk={canAsk ? askOpinion : undefined}
              onKeep={canKeep ? keep : undefined}
            />
            <UnitFlags flags={unit.flags} />
            <UnitVotes votes={unit.votes} nouns={nouns} />
            <UnitHistory changes={unit.changes} nouns={nouns} />
          </div>
        </div>
      ) : (
        <ReviewEnd
          steps={steps}
          more={nextHref !== undefined}
          onAgain={() => sending.current.then(() => window.location.assign(path))}
        />
      )}
      <Pager
        name="Pages of the review"
        previousHref={after > 0 ? path : undefined}
        nextHref={nextHref}
        shown={`${units.length} units on this page${after > 0 ? '; Previous begins from the first one' : ''}`}
      />
      <LiveRegion>
        {last ? `${last.answer === null ? 'Put off' : answerText(last.answer, nouns)}. Next unit.` : ''}
      </LiveRegion>
    </div>
  );
}
