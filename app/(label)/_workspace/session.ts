import type { CampaignKind } from '#lib/labelling/answers';
import type { Assignment } from '#lib/labelling/assignment';
import type { VoteInput } from '#lib/labelling/vote';
import { Refusal } from '@/_components/send-json';
import { pagesAhead } from './amounts';
import type { LabelApi } from './label-api';
import { type Deed, type Outbox, unsentUnits, type WaitingDeed } from './outbox';
import {
  pagesOf,
  startState,
  type Told,
  type WorkAction,
  type WorkPage,
  type WorkState,
  workReducer,
} from './work-state';

/** Units that this tab has answered or skipped. */
const left = new Set<number>();

const RETRY_MS = 5_000;

/** A labeler at work on one campaign: what is asked, what comes next, what is still to be sent. */
export interface WorkSession {
  state(): WorkState;
  subscribe(listener: () => void): () => void;
  /** Begins with what the labeler holds already, or goes on after `close`. */
  open(): void;
  /** Keeps the votes on the page of this key and shows the next one at once. Does nothing if another page is asked now. */
  answer(key: string, votes: VoteInput[]): void;
  /** Leaves the page of this key to others. Does nothing if another page is asked now. */
  skip(key: string): void;
  /** Asks the page that was answered last again, and takes its votes back where they were sent. */
  undo(): void;
  /** Tells the organisers of a unit, once more in other words; shown at once. */
  tell(assignmentId: string, unitId: number, told: Told): void;
  /** Takes back what was told of a unit. Does nothing where nothing was. */
  untell(assignmentId: string, unitId: number): void;
  /** Asks the server again: after a fault, at the end, when the connection is back. */
  retry(): void;
  /** Asks for nothing more. What is leased stays so until its time is over, so that one can come back to it. */
  close(): void;
}

interface Surroundings {
  /** The campaign's slug. */
  campaign: string;
  kind: CampaignKind;
  /** How many units to lease at once. */
  count: () => number;
  /** What the labeler holds already. */
  held: readonly Assignment[];
  api: LabelApi;
  outbox: Outbox;
  /** Called with pages that will be shown soon. */
  preload: (pages: readonly WorkPage[]) => void;
  /** Called with a deed that the server will never take, and its words. */
  onRefused: (deed: Deed, message: string) => void;
  /** Runs work while no other tab of this person does. */
  alone?: (work: () => Promise<void>) => Promise<void>;
}

const atOnce = (work: () => Promise<void>) => work();

/** Makes the session of a workspace. It has no part in how it looks, so that it can be tested without a browser. */
export function createSession(surroundings: Surroundings): WorkSession {
  const { campaign, kind, count, held, api, outbox, preload, onRefused, alone = atOnce } = surroundings;
  const ahead = pagesAhead[kind];
  const listeners = new Set<() => void>();
  /** Assignments of which a page was skipped: given back once nothing of them is left to answer. */
  const skipped = new Set<string>();
  let state: WorkState = {
    ...startState,
    pages: held.flatMap((assignment) => pagesOf(assignment, kind, Date.now())),
  };
  let opened = false;
  let delivering = false;
  let reached = true;
  /** Whether the server is to be tried again although what is on its way just failed. */
  let retried = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (action: WorkAction) => {
    state = workReducer(state, action);
    for (const listener of listeners) listener();
  };
  const wantsMore = () => opened && state.more === 'unknown' && state.pages.length <= ahead;
  const countUnsent = () => dispatch({ type: 'unsent', votes: unsentUnits(outbox.all()).size });
  const giveBack = (id: string) => void api.giveBack(id).catch(() => {}); // else it comes back when the lease is over

  const retryLater = () => {
    clearTimeout(timer);
    if (opened) timer = setTimeout(retry, RETRY_MS);
  };

  const take = (assignment: Assignment | null) => {
    const pages = pagesOf(assignment, kind, Date.now());
    // Leased anew after they were skipped.
    for (const { id } of assignment?.units ?? []) left.delete(id);
    dispatch({ type: 'leased', pages });
    preload(pages);
  };

  const refill = async () => {
    while (wantsMore()) {
      dispatch({ type: 'ask' });
      try {
        take(await api.lease(count()));
      } catch (error) {
        dispatch({ type: 'fail', ...fault(error) });
        if (!(error instanceof Refusal) || error.passing) retryLater();
        return;
      }
    }
  };

  /** Gives back what was skipped of assignments that are otherwise answered and sent. */
  const returnSkipped = () => {
    const busy = new Set([...state.pages, ...outbox.all()].map(({ assignmentId }) => assignmentId));
    for (const id of skipped) {
      if (busy.has(id)) continue;
      skipped.delete(id);
      giveBack(id);
    }
  };

  /** Asks what was taken back before the page was loaded again: else it is on a page, or answered anew. */
  const askAgain = (assignment: Assignment | null) => {
    const known = new Set([...left, ...unsentUnits(outbox.all())]);
    for (const { units } of state.pages) for (const { id } of units) known.add(id);
    if (assignment?.units.some(({ id }) => !known.has(id))) take(assignment);
  };

  /** What a refusal for good leaves behind. */
  const refuse = (deed: Deed, message: string) => {
    // The votes stand, so the page is not asked again.
    if (deed.does === 'undo') dispatch({ type: 'drop', unitIds: new Set(deed.unitIds) });
    if (deed.does === 'flag') dispatch({ type: 'tell', unitId: deed.unitId });
    onRefused(deed, message);
  };

  /** Brings one deed to the server; gives whether it was reached. */
  const bring = async (deed: WaitingDeed): Promise<boolean> => {
    // What is left over from another campaign leases nothing here.
    const next = deed.does === 'vote' && deed.campaign === campaign && wantsMore() ? count() : 0;
    if (next > 0) dispatch({ type: 'ask' });
    outbox.markTried(deed.id);
    try {
      const leased = await api.bring(deed, next);
      outbox.drop(deed.id);
      if (next > 0) take(leased);
      if (deed.does === 'undo') askAgain(leased);
      return true;
    } catch (error) {
      const passing = !(error instanceof Refusal) || error.passing;
      // Nothing more comes either, whatever it was that did not get through.
      if (next > 0 || passing) dispatch({ type: 'fail', ...fault(error) });
      if (passing) return false;
      outbox.drop(deed.id);
      refuse(deed, error.message);
      return true;
    }
  };

  /** Brings all that waits, in order; what comes after is wrong before what it follows. */
  const bringAll = async () => {
    reached = true;
    for (let deed = outbox.all()[0]; deed && reached; deed = outbox.all()[0]) {
      reached = await bring(deed);
      countUnsent();
    }
    if (state.cutOff === reached) dispatch({ type: 'cut-off', cutOff: !reached });
  };

  const deliver = async () => {
    if (delivering) return;
    delivering = true;
    retried = false;
    // What is done while another tab is let on must not be left lying.
    do await alone(bringAll);
    while (reached && outbox.all().length > 0);
    delivering = false;
    if (!reached) return retried ? void deliver() : retryLater();
    await refill();
    returnSkipped();
  };

  const leavePage = (page: WorkPage, votes: readonly VoteInput[]) => {
    for (const { id } of page.units) left.add(id);
    dispatch({ type: 'leave', votes, now: Date.now() });
  };

  const retry = () => {
    clearTimeout(timer);
    if (!opened) return;
    if (state.more !== 'asking') dispatch({ type: 'look-again' });
    retried = true;
    void deliver();
  };

  return {
    state: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    open: () => {
      if (opened) return;
      opened = true;
      countUnsent();
      // What was answered before the page was loaded again, or shown from a cache, is not asked again.
      const deeds = outbox.all();
      dispatch({ type: 'drop', unitIds: new Set([...unsentUnits(deeds), ...left]) });
      for (const deed of deeds) {
        if (deed.does === 'flag') dispatch({ type: 'tell', unitId: deed.unitId, told: deed });
        if (deed.does === 'unflag') dispatch({ type: 'tell', unitId: deed.unitId });
      }
      preload(state.pages);
      void deliver();
    },
    answer: (key, votes) => {
      const page = state.pages[0];
      if (page?.key !== key) return;
      outbox.add({ does: 'vote', campaign, assignmentId: page.assignmentId, votes });
      leavePage(page, votes);
      countUnsent();
      void deliver();
    },
    skip: (key) => {
      const page = state.pages[0];
      if (page?.key !== key) return;
      skipped.add(page.assignmentId);
      leavePage(page, []);
      // The next units are leased first: given back before, these same ones could come again at once.
      void deliver();
    },
    undo: () => {
      const last = state.answered.at(-1);
      if (!last) return;
      const { assignmentId } = last.page;
      const unitIds = last.votes.map(({ unitId }) => unitId);
      for (const { id } of last.page.units) left.delete(id);
      dispatch({ type: 'take-back', now: Date.now() });
      // What was on its way already may have arrived, whatever came back.
      const waiting = outbox
        .all()
        .findLast((deed) => deed.does === 'vote' && deed.votes[0]?.unitId === unitIds[0]);
      if (waiting && !waiting.tried) outbox.drop(waiting.id);
      else outbox.add({ does: 'undo', campaign, assignmentId, unitIds });
      countUnsent();
      void deliver();
    },
    tell: (assignmentId, unitId, told) => {
      dispatch({ type: 'tell', unitId, told });
      outbox.add({ does: 'flag', campaign, assignmentId, unitId, ...told });
      void deliver();
    },
    untell: (assignmentId, unitId) => {
      if (!state.told.has(unitId)) return;
      dispatch({ type: 'tell', unitId });
      outbox.add({ does: 'unflag', campaign, assignmentId, unitId });
      void deliver();
    },
    retry,
    close: () => {
      opened = false;
      clearTimeout(timer);
    },
  };
}

function fault(error: unknown): { message: string; code?: string } {
  return error instanceof Refusal
    ? { message: error.message, code: error.code }
    : { message: 'There is no connection to the server.' };
}
