'use client';

import { Undo2 } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useState } from 'react';
import type { ReviewPage, ReviewUnit } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import { CheckboxField } from '@/_components/checkbox-field';
import { KeysButton } from '@/_components/keys-button';
import { LiveRegion } from '@/_components/live-region';
import { usePageKeys } from '@/_components/page-keys';
import { Pager } from '@/_components/pager';
import { TextField } from '@/_components/text-field';
import { useOverlay } from '@/_components/use-overlay';
import { ZoomDialog } from '@/_components/zoom-dialog';
import { AskAllDialog } from './ask-all-dialog';
import { choicesOf, questionText } from './review-choices';
import { ReviewEnd } from './review-end';
import { reviewKeys } from './review-keys';
import { mayAskAll, ReviewQuestion } from './review-question';
import { contestedInAll } from './review-state';
import { UnitCard } from './unit-card';
import { outcomeText } from './unit-outcome';
import { useCards, wayOf } from './use-cards';
import { mayAsk, mayKeep, useReview } from './use-review';

type ReviewDeskProps = {
  /** Its slug. */
  campaign: string;
  page: ReviewPage;
  /** The address of the desk, without a place in it. */
  path: string;
  /** Whether there are pages before this one. */
  further: boolean;
};

/** Units of one question beside each other; the keys are for the current one, and go on to the next that is not decided. */
export function ReviewDesk({ campaign, page, path, further }: ReviewDeskProps) {
  const { kind, next } = page;
  const review = useReview(campaign, page);
  const { state, note, setNote, gold, setGold, go, decide, putOff, keep, ask, askAll, back, sent } = review;
  const { units, nouns, news, outcomes, steps, current } = state;
  const [keysShown, showKeys] = useOverlay();
  const router = useRouter();
  const ids = units.map(({ id }) => id);
  const { card, step, element } = useCards(ids, current, outcomes);
  const [zoomed, zoom] = useOverlay(() => element(current));
  const [askAllShown, showAskAll] = useOverlay();
  /** What the dialog about all units of a question is about. */
  const [question, setQuestion] = useState<readonly string[]>([]);
  const place = ids.indexOf(current);
  const unit = units[place] as ReviewUnit;
  const done = outcomes.size === units.length;
  const nextHref = next === null ? undefined : `${path}${path.includes('?') ? '&' : '?'}after=${next}`;
  const goOn = async () => {
    // What was refused is to be looked at again here.
    if (!(await sent())) return;
    if (nextHref) router.push(nextHref);
    else window.location.assign(path);
  };
  const nameOf = ({ question }: ReviewUnit, at: number) =>
    `Image ${at + 1} of ${units.length}: ${questionText(question, nouns)}`;

  const askAbout = (asked: readonly string[]) => {
    if (!mayAskAll(contestedInAll(state, asked))) return;
    setQuestion(asked);
    showAskAll(true);
  };

  usePageKeys((key, target, shift) => {
    const pressed = key.toLowerCase();
    const choice = choicesOf(kind, unit, nouns).find((one) => one.key.toLowerCase() === pressed);
    const way = wayOf(key);
    const last = steps.at(-1);
    if (choice && !outcomes.has(current)) decide(unit, choice.answer);
    else if (way) go(step(way));
    else if (pressed === 's') putOff(unit);
    else if (pressed === 'u' && last !== undefined) back(last);
    else if (pressed === 'o' && shift) askAbout(unit.question);
    else if (pressed === 'o' && mayAsk(unit)) ask(unit);
    else if (pressed === 'r' && mayKeep(unit)) keep(unit);
    else if (pressed === 'g') setGold(!gold);
    else if (pressed === 'z') zoom(true);
    else if (key === '?') showKeys(true);
    else if (key === 'Enter' && done && !target.closest('button, a, summary')) void goOn();
    else return false;
    return true;
  });

  const lastStep = steps.at(-1);
  const leaveField = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.preventDefault();
    event.currentTarget.blur();
  };
  return (
    <div>
      <div className="bleed gutter z-20 mb-6 flex flex-wrap items-end gap-x-6 gap-y-2 border-b border-line bg-paper py-2 text-sm sm:sticky sm:top-0">
        <div className="w-full sm:w-72">
          <TextField
            name="note"
            label="Why"
            optional
            placeholder="Stands in the image’s history"
            maxLength={1000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
            onKeyDown={leaveField}
          />
        </div>
        <div className="py-2">
          <CheckboxField
            name="gold"
            label="Make what I decide next gold"
            checked={gold}
            onChange={(event) => setGold(event.target.checked)}
          />
        </div>
        <p className="py-2 text-ink-soft tabular-nums">
          {outcomes.size} of {units.length} on this page done
        </p>
        <div className="flex flex-wrap items-center gap-2">
          {lastStep !== undefined && (
            <Button variant="quiet" icon={<Undo2 aria-hidden size={16} />} onClick={() => back(lastStep)}>
              Take the last one back
            </Button>
          )}
          <div className="max-sm:hidden">
            <KeysButton hints={reviewKeys(kind)} open={keysShown} onOpenChange={showKeys} />
          </div>
        </div>
      </div>
      {groupsOf(units).map(({ question: asked, group }) => (
        <ReviewQuestion
          key={asked.join('/')}
          kind={kind}
          question={asked}
          nouns={nouns}
          contested={contestedInAll(state, asked)}
          onAskAll={() => askAbout(asked)}
        >
          {group.map(({ unit: one, at }) => (
            <UnitCard
              key={one.id}
              ref={card(one.id)}
              name={nameOf(one, at)}
              kind={kind}
              unit={one}
              nouns={nouns}
              outcome={outcomes.get(one.id)}
              news={news.get(one.id)}
              current={one.id === current}
              onCurrent={() => go(one.id)}
              onLarger={() => zoom(true)}
              onDecide={(answer) => decide(one, answer)}
              onPutOff={() => putOff(one)}
              onAsk={mayAsk(one) ? () => ask(one) : undefined}
              onKeep={mayKeep(one) ? () => keep(one) : undefined}
              onBack={steps.includes(one.id) ? () => back(one.id) : undefined}
            />
          ))}
        </ReviewQuestion>
      ))}
      {done && <ReviewEnd outcomes={[...outcomes.values()]} more={nextHref !== undefined} onGoOn={goOn} />}
      <Pager
        name="Pages of the review"
        previousHref={further ? path : undefined}
        nextHref={nextHref}
        shown={`${units.length} units on this page${further ? '; Previous begins from the first one' : ''}`}
      />
      {askAllShown && (
        <AskAllDialog
          question={questionText(question, nouns)}
          count={contestedInAll(state, question)}
          onAsk={() => askAll(question)}
          onClose={() => showAskAll(false)}
        />
      )}
      {zoomed && (
        <ZoomDialog
          unit={unit.image}
          name={nameOf(unit, place)}
          onStep={(by) => go(ids[place + by] ?? current)}
          onClose={() => zoom(false)}
        />
      )}
      <LiveRegion>{spoken()}</LiveRegion>
    </div>
  );

  function spoken(): string {
    const outcome = lastStep === undefined ? undefined : outcomes.get(lastStep);
    if (!outcome || lastStep === undefined) return '';
    const left = done ? 'All on this page is done.' : `${units.length - outcomes.size} to go.`;
    return `Image ${ids.indexOf(lastStep) + 1}: ${outcomeText(outcome, nouns)} ${left}`;
  }
}

interface Group {
  question: readonly string[];
  /** Its units, each with its place on the page. */
  group: { unit: ReviewUnit; at: number }[];
}

/** Units by question. */
function groupsOf(units: readonly ReviewUnit[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [at, unit] of units.entries()) {
    const key = unit.question.join('/');
    const { group } = groups.get(key) ?? { group: [] };
    groups.set(key, { question: unit.question, group: [...group, { unit, at }] });
  }
  return [...groups.values()];
}
