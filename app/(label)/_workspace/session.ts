import type { CampaignKind } from '#lib/labelling/answers';
import type { Assignment } from '#lib/labelling/assignment';
import type { VoteInput } from '#lib/labelling/vote';
import { Refusal } from '@/_components/send-json';
import { amounts } from './amounts';
import type { LabelApi } from './label-api';
import { type Batch, type Outbox, sameBatch } from './outbox';
import {
  pagesOf,
  startState,
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
  /** Asks the server again: after a fault, at the end, when the connection is back. */
  retry(): void;
  /** Asks for nothing more. What is leased stays so until its time is over, so that one can come back to it. */
  close(): void;
}

interface Surroundings {
  kind: CampaignKind;
  /** What the labeler holds already. */
  held: readonly Assignment[];
  api: LabelApi;
  outbox: Outbox;
  /** Called with pages that will be shown soon. */
  preload: (pages: readonly WorkPage[]) => void;
  /** Called with the words of a refusal that cost votes, or left them standing. */
  onRefused: (message: string) => void;
}

/** Makes the session of a workspace. It has no part in how it looks, so that it can be tested without a browser. */
export function createSession({ kind, held, api, outbox, preload, onRefused }: Surroundings): WorkSession {
  const { units, ahead } = amounts[kind];
  const listeners = new Set<() => void>();
  /** Assignments of which a page was skipped: given back once nothing of them is left to answer. */
  const skipped = new Set<string>();
  /** Votes that the server has, or is about to have, and that are to be taken back. */
  const takenBack: Batch[] = [];
  let sending: Batch | null = null;
  let state: WorkState = {
    ...startState,
    pages: held.flatMap((assignment) => pagesOf(assignment, kind, Date.now())),
  };
  let opened = false;
  let delivering = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const dispatch = (action: WorkAction) => {
    state = workReducer(state, action);
    for (const listener of listeners) listener();
  };
  const wantsMore = () => opened && state.more === 'unknown' && state.pages.length <= ahead;
  const countUnsent = () =>
    dispatch({ type: 'unsent', votes: outbox.all().reduce((sum, { votes }) => sum + votes.length, 0) });
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
        take(await api.lease(units));
      } catch (error) {
        dispatch({ type: 'fail', message: words(error) });
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

  /** Takes votes back on the server; gives whether it was reached. */
  const withdraw = async (): Promise<boolean> => {
    for (let batch = takenBack[0]; batch; batch = takenBack[0]) {
      const unitIds = batch.votes.map(({ unitId }) => unitId);
      try {
        await api.undo(batch.assignmentId, unitIds);
      } catch (error) {
        if (!(error instanceof Refusal) || error.passing) {
          retryLater();
          return false;
        }
        // The votes stand, so the page is not asked again.
        dispatch({ type: 'drop', unitIds: new Set(unitIds) });
        onRefused(error.message);
      }
      takenBack.shift();
    }
    return true;
  };

  const deliver = async () => {
    if (delivering) return;
    delivering = true;
    let reached = await withdraw();
    for (let batch = outbox.all()[0]; batch && reached; batch = outbox.all()[0]) {
      const next = wantsMore() ? units : 0;
      if (next > 0) dispatch({ type: 'ask' });
      sending = batch;
      try {
        const answer = await api.cast(batch, next);
        outbox.drop(batch);
        if (next > 0) take(answer.next);
      } catch (error) {
        if (next > 0) dispatch({ type: 'fail', message: words(error) });
        if (error instanceof Refusal && !error.passing) {
          outbox.drop(batch);
          onRefused(error.message);
        } else {
          reached = false;
          retryLater();
        }
      }
      sending = null;
      reached &&= await withdraw();
      countUnsent();
    }
    delivering = false;
    if (!reached) return;
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
      const unsent = outbox.all().flatMap(({ votes }) => votes.map(({ unitId }) => unitId));
      dispatch({ type: 'drop', unitIds: new Set([...unsent, ...left]) });
      preload(state.pages);
      void deliver();
    },
    answer: (key, votes) => {
      const page = state.pages[0];
      if (page?.key !== key) return;
      outbox.put({ assignmentId: page.assignmentId, votes });
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
      const batch = { assignmentId: last.page.assignmentId, votes: [...last.votes] };
      for (const { id } of last.page.units) left.delete(id);
      dispatch({ type: 'take-back', now: Date.now() });
      const waits = outbox.all().some((kept) => sameBatch(kept, batch));
      if (waits && !(sending && sameBatch(sending, batch))) outbox.drop(batch);
      else takenBack.push(batch);
      countUnsent();
      void deliver();
    },
    retry,
    close: () => {
      opened = false;
      clearTimeout(timer);
    },
  };
}

function words(error: unknown): string {
  return error instanceof Refusal ? error.message : 'There is no connection to the server.';
}
