import type { Person } from '#lib/identity/person';
import { imageKey } from '#lib/images/image-keys';
import { db } from '#lib/infra/db/client';
import { storage } from '#lib/infra/storage';
import { type ImageExplanation, imageExplanationSchema } from '#lib/scoring/explain/image-explanation';
import { encodePng } from '#lib/scoring/pixels/encode-png';
import { preprocessImage } from '#lib/scoring/pixels/preprocess-image';
import type { ExplanationView } from '../explanation.ts';
import { workStates } from '../work-state.ts';
import { type ExplainedImage, findExplainedImage } from './find-explained-image.ts';
import { tellExplanation } from './tell-explanation.ts';

const none: ExplanationView = {
  state: 'none',
  runsDone: 0,
  runsTotal: 0,
  secondsLeft: null,
  problem: null,
  answer: null,
};

async function findRow(submissionId: string, imageId: number) {
  return db().explanation.findUnique({
    where: { submissionId_imageId: { submissionId, imageId } },
    include: {
      submission: {
        select: {
          entry: {
            select: {
              challenge: {
                select: { classes: { orderBy: { position: 'asc' }, select: { synsetId: true } } },
              },
            },
          },
        },
      },
    },
  });
}

/** How the explanation of what a submission says of an image stands. For everybody. Throws as `findExplainedImage`. */
export async function getExplanation(
  person: Person | null,
  submissionId: string,
  sha256: string,
): Promise<ExplanationView> {
  return showExplanation(submissionId, await findExplainedImage(person, submissionId, sha256));
}

/** The same for an image that was found to be one that a person may ask about. */
export async function showExplanation(
  submissionId: string,
  { imageId, synsetId }: ExplainedImage,
): Promise<ExplanationView> {
  const row = await findRow(submissionId, imageId);
  if (!row) return none;
  const { runsDone, runsTotal, secondsLeft, problem } = row;
  const classes = row.submission.entry.challenge.classes.map((each) => each.synsetId);
  const answer = readAnswer(row.answer);
  return {
    state: workStates[row.state],
    runsDone,
    runsTotal,
    secondsLeft,
    problem,
    answer: answer && (await tellExplanation(answer, classes, synsetId)),
  };
}

/**
 * The pixels of an image as a submission's model saw them, as a PNG: what its heat maps lie upon. Null before it is explained. For
 * everybody. Throws as `findExplainedImage`.
 */
export async function openExplainedPixels(
  person: Person | null,
  submissionId: string,
  sha256: string,
): Promise<Uint8Array | null> {
  const { imageId } = await findExplainedImage(person, submissionId, sha256);
  const answer = readAnswer((await findRow(submissionId, imageId))?.answer);
  const bytes = answer && (await storage().get(imageKey(sha256)));
  return bytes ? encodePng(await preprocessImage(bytes, answer.pixels)) : null;
}

function readAnswer(kept: unknown): ImageExplanation | null {
  return imageExplanationSchema.safeParse(kept).data ?? null;
}
