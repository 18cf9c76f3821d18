'use client';

import { useReducer, useRef, useState } from 'react';
import type { ReviewUnit } from '#lib/labelling/review';
import { useNotice } from '@/_components/notices';
import { Refusal } from '@/_components/send-json';
import {
  loadUnit,
  sendDecision,
  sendGold,
  sendNoGold,
  sendOpinion,
  sendOpinions,
  sendResolveFlags,
  sendTakeBack,
} from './review-api';
import { contestedHere, type LoadedPage, reviewReducer, startReview } from './review-state';

/**
 * A page of the review desk and what can be done with its units. Each act shows at once and is sent in the background, one after
 * the other, so that what is taken back has been made; `sent` is when all is out, and gives whether none of it was refused. A unit
 * that somebody else changed meanwhile is loaded anew; all else stays as it is.
 */
export function useReview(campaign: string, page: LoadedPage) {
  const [state, dispatch] = useReducer(reviewReducer, page, startReview);
  const [note, setNote] = useState('');
  /** Whether what is decided next becomes gold. */
  const [gold, setGold] = useState(false);
  const say = useNotice();
  const sending = useRef<Promise<void>>(Promise.resolve());
  const seen = useRef(
    new Map<number, number | null>(page.units.map((one) => [one.id, one.changes.at(-1)?.id ?? null])),
  );
  /** Units whose decision here the server has, and those of them that became gold with it. */
  const decided = useRef(new Set<number>());
  const madeGold = useRef(new Set<number>());
  const refusals = useRef(0);

  /** How often units were loaded anew: what was meant for one as it stood before is not sent. */
  const renewals = useRef(new Map<number, number>());

  const send = ({ id }: ReviewUnit, act: () => Promise<void>) => {
    const renewal = renewals.current.get(id);
    const unlessRenewed = async () => {
      if (renewals.current.get(id) === renewal) return act();
      throw new Error('Somebody changed the label meanwhile. Look at it again.');
    };
    sending.current = sending.current.then(unlessRenewed).catch(async (error: Error) => {
      refusals.current++;
      dispatch({ type: 'refused', id });
      say(`Not kept: ${error.message}`, 'bad');
      if (error instanceof Refusal && error.status === 409) await renew(id);
    });
  };
  const renew = async (id: number) => {
    renewals.current.set(id, (renewals.current.get(id) ?? 0) + 1);
    // Where there is no connection it stays as it is, and is refused again.
    const loaded = await loadUnit(id).catch(() => null);
    if (!loaded) return;
    const { changes } = loaded.unit;
    const known = seen.current.get(id) ?? 0;
    seen.current.set(id, changes.at(-1)?.id ?? null);
    decided.current.delete(id);
    madeGold.current.delete(id);
    dispatch({ type: 'renewed', id, ...loaded, news: changes.filter((change) => change.id > known) });
  };
  const open = (unit: ReviewUnit) => !state.outcomes.has(unit.id);

  const decide = (unit: ReviewUnit, answer: string) => {
    if (!open(unit)) return;
    dispatch({ type: 'done', id: unit.id, outcome: { kind: 'decided', answer } });
    setNote('');
    setGold(false);
    send(unit, async () => {
      const { change } = await sendDecision(unit.id, { answer, note, seen: seen.current.get(unit.id) });
      seen.current.set(unit.id, change);
      decided.current.add(unit.id);
      if (!gold) return;
      try {
        await sendGold(unit.id, { answer, note });
        madeGold.current.add(unit.id);
      } catch (error) {
        say(`Decided, but not made gold: ${(error as Error).message}`, 'bad');
      }
    });
  };
  const putOff = (unit: ReviewUnit) => {
    if (open(unit)) dispatch({ type: 'done', id: unit.id, outcome: { kind: 'off' } });
  };
  const keep = (unit: ReviewUnit) => {
    if (!open(unit) || !mayKeep(unit)) return;
    dispatch({ type: 'done', id: unit.id, outcome: { kind: 'kept' } });
    send(unit, async () => void (await sendResolveFlags(unit.id)));
  };
  const ask = (unit: ReviewUnit) => {
    if (!open(unit) || !mayAsk(unit)) return;
    dispatch({ type: 'done', id: unit.id, outcome: { kind: 'asked' } });
    setNote('');
    send(unit, async () => {
      const { change, votesAsked } = await sendOpinion(unit.id, { note });
      seen.current.set(unit.id, change);
      if (votesAsked === 0) say('People are being asked about it already.');
    });
  };
  /** Has further people asked about all contested units of a question; shown once it is answered, for how many they are. */
  const askAll = (question: readonly string[]) => {
    const act = async () => {
      const { unitIds, votesAsked } = await sendOpinions(campaign, { question: [...question], note });
      setNote('');
      dispatch({ type: 'asked', question, ids: unitIds });
      const units = unitIds.length === 1 ? '1 unit' : `${unitIds.length.toLocaleString('en')} units`;
      say(`A second opinion is asked on ${units}: up to ${votesAsked.toLocaleString('en')} votes more.`);
      const asked = new Set(unitIds);
      for (const { id } of contestedHere(state, question)) if (!asked.has(id)) await renew(id);
    };
    sending.current = sending.current.then(act).catch((error: Error) => {
      refusals.current++;
      say(`Nobody was asked: ${error.message}`, 'bad');
    });
  };
  const back = (id: number) => {
    const outcome = state.outcomes.get(id);
    const unit = state.units.find((one) => one.id === id);
    if (!unit || !state.steps.includes(id)) return;
    dispatch({ type: 'back', id });
    if (outcome?.kind !== 'decided') return;
    send(unit, async () => {
      // One that was refused meanwhile leaves nothing of ours to take back.
      if (!decided.current.has(id)) return;
      if (madeGold.current.delete(id)) {
        // Gold goes back to what its votes make of it, by a change that was not seen here.
        seen.current.delete(id);
        await sendNoGold(id);
      } else {
        const { change } = await sendTakeBack(id, { seen: seen.current.get(id) });
        seen.current.set(id, change);
      }
      decided.current.delete(id);
    });
  };
  const sent = async () => {
    const before = refusals.current;
    await sending.current;
    return refusals.current === before;
  };
  return {
    state,
    note,
    setNote,
    gold,
    setGold,
    go: (id: number) => dispatch({ type: 'go', id }),
    decide,
    putOff,
    keep,
    ask,
    askAll,
    back,
    sent,
  };
}

/** One that is open is being asked about. */
export const mayAsk = ({ state }: ReviewUnit) => state !== 'open';

/** Flags alone are resolved where nobody has to decide; so is there what somebody else has done meanwhile. */
export const mayKeep = ({ state }: ReviewUnit) => state !== 'contested';
