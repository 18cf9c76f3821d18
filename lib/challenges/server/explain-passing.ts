import { setTimeout } from 'node:timers';
import { atMostEvery } from '#lib/core/at-most-every';
import { openPassage, type Passage } from '#lib/infra/db/passage';
import { log } from '#lib/infra/log';
import { encodePng } from '#lib/scoring/pixels/encode-png';
import type { PassingExplanation } from '../explanation.ts';
import { passageOf } from './ask-about-image.ts';
import { refuseHeldOut } from './refuse-held-out.ts';
import { explainWith, problemOf } from './run-explanation.ts';
import { tellExplanation } from './tell-explanation.ts';

/** Who asked answers at once where they are still there. */
const ANSWER_MS = 5_000;
const PROGRESS_EVERY_MS = 500;

/**
 * Takes an image over from who asks about it, explains it and passes the answer back. Nothing of it is written anywhere. Does nothing
 * where who asked is gone, and ends once they go. A worker that is going throws: who asks is still there, and another takes it over.
 */
export async function explainPassing(
  submissionId: string,
  ticket: string,
  going: AbortSignal,
): Promise<void> {
  const passage = await openPassage(passageOf(ticket), 'answers');
  const tell = (told: PassingExplanation) => passage.send('told', Buffer.from(JSON.stringify(told)));
  const gone = new AbortController();
  try {
    const messages = passage.messages();
    await passage.send('ready');
    const image = await nextImage(messages, passage);
    if (!image) return;
    void leave(messages, gone);
    const signal = AbortSignal.any([going, gone.signal]);
    try {
      await refuseHeldOut(image);
      const { explanation, shown, classes } = await explainWith(submissionId, image, {
        seed: 'an image that is kept nowhere',
        signal,
        onProgress: atMostEvery(PROGRESS_EVERY_MS, ({ done, total, secondsLeft }) => {
          void tell({ kind: 'running', runsDone: done, runsTotal: total, secondsLeft }).catch(() => {});
        }),
      });
      const answer = await tellExplanation(explanation, classes, null);
      await tell({ kind: 'done', answer, shown: (await encodePng(shown)).toString('base64') });
    } catch (error) {
      if (gone.signal.aborted) return;
      if (going.aborted) throw error;
      const { code, message, fault } = problemOf(error);
      if (fault) log.error({ submission: submissionId, error: String(error) }, 'explanation failed');
      await tell({ kind: 'refused', code, message });
    }
  } finally {
    await passage.close();
  }
}

async function nextImage(
  messages: ReturnType<Passage['messages']>,
  passage: Passage,
): Promise<Buffer | null> {
  const timer = setTimeout(() => void passage.close(), ANSWER_MS);
  try {
    for (;;) {
      const { value, done } = await messages.next();
      if (done || value.kind === 'gone') return null;
      if (value.kind === 'image') return value.bytes;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Aborts once who asked goes. */
async function leave(messages: ReturnType<Passage['messages']>, gone: AbortController): Promise<void> {
  try {
    for (;;) {
      const { value, done } = await messages.next();
      if (done) return;
      if (value.kind === 'gone') gone.abort();
    }
  } catch {
    // The database went away: the answer cannot be passed on either, which ends the work.
  }
}
