import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import { openPassage, type Passage } from '#lib/infra/db/passage';
import { enqueue } from '#lib/jobs/enqueue';
import { MOST_ASKED_BYTES, type PassingExplanation } from '../explanation.ts';
import { explainPassingJob } from '../jobs.ts';
import { findExplainable } from './find-explained-image.ts';

/** Images that one server process holds for workers at once. */
const MOST_AT_ONCE = 8;
/** After that long somebody who waits is told to come back. */
const PATIENCE_MS = 300_000;

let underWay = 0;

/** The name of the way that an image is passed on: nobody else can know it. */
export const passageOf = (ticket: string): string => ticket.replaceAll('-', '');

/**
 * Asks a submission's model about an image that somebody brings, and tells what comes of it. The image is kept nowhere: it stays in the memory
 * of this process until a worker asks for it, goes to that worker's memory, and is gone with the answer. For everybody.
 *
 * Throws before anything is told as `findExplainable`, and AppError `asked-image-too-large` and `explanations-full`.
 */
export async function askAboutImage(
  person: Person | null,
  submissionId: string,
  image: Uint8Array,
  signal: AbortSignal,
): Promise<AsyncGenerator<PassingExplanation, void>> {
  await findExplainable(person, submissionId);
  if (image.length > MOST_ASKED_BYTES) throw askedTooLarge(image.length);
  if (underWay >= MOST_AT_ONCE) {
    throw new AppError(
      'exhausted',
      'explanations-full',
      `${MOST_AT_ONCE} images are asked about at the moment. Ask again in a minute.`,
    );
  }
  underWay++;
  const ticket = randomUUID();
  let passage: Passage;
  try {
    passage = await openPassage(passageOf(ticket), 'asks');
    await enqueue(explainPassingJob, { submissionId, ticket });
  } catch (error) {
    underWay--;
    throw error;
  }
  return answers(passage, image, signal);
}

/** The refusal of an image of more bytes than may be asked about; null where it is not known how many. */
export function askedTooLarge(bytes: number | null): AppError {
  const found = bytes === null ? 'more' : bytes.toLocaleString('en');
  return new AppError(
    'too-large',
    'asked-image-too-large',
    `The image has ${found} bytes; at most ${MOST_ASKED_BYTES.toLocaleString('en')} are taken. Make it smaller: models see a few hundred pixels.`,
  );
}

async function* answers(
  passage: Passage,
  image: Uint8Array,
  signal: AbortSignal,
): AsyncGenerator<PassingExplanation, void> {
  let late = false;
  const stop = () =>
    void passage
      .send('gone')
      .catch(() => {})
      .finally(passage.close);
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, PATIENCE_MS);
  signal.addEventListener('abort', stop, { once: true });
  try {
    yield { kind: 'waiting' };
    for await (const { kind, bytes } of passage.messages()) {
      if (kind === 'ready') await passage.send('image', image);
      if (kind !== 'told') continue;
      const told = JSON.parse(bytes.toString()) as PassingExplanation;
      yield told;
      if (told.kind === 'done' || told.kind === 'refused') return;
    }
    if (late) {
      const message = 'No worker had time for it within five minutes. Ask again later.';
      yield { kind: 'refused', code: 'explanations-full', message };
    }
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
    underWay--;
    await passage.send('gone').catch(() => {});
    await passage.close();
  }
}
