import { mkdir, readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import path from 'node:path';
import { AppError } from '#lib/core/errors';
import { config } from '#lib/infra/config';
import type { PreprocessSpec } from '#lib/scoring/preprocess/preprocess-spec';
import { type ScoringResult, scoreImages } from '#lib/scoring/run/score-images';
import { refuseToRead } from './files.ts';
import { type ImageFolder, nameImageList } from './image-folder.ts';
import { showProgress } from './progress.ts';

/** A model and how it is run over a folder. */
export interface FolderScoring {
  model: Uint8Array;
  folder: string;
  images: ImageFolder;
  preprocess: PreprocessSpec;
  threads?: number;
  batch?: number;
  /** Folder that keeps pixels for the next run. */
  cache?: string;
}

/** On one's own machine a model may take as long as it takes; a week is past any. */
const SECONDS = 7 * 24 * 3_600;
/** What the cache may take on disk; ImageNet's 50,000 validation images at 224 x 224 take 7.5 GB. */
const CACHE_BYTES = 32 * 1024 ** 3;
const MEBIBYTE = 1024 ** 2;

function machineMemoryMb(): number {
  // Zero or more than there is where nothing constrains the process.
  const constrained = process.constrainedMemory() || Number.POSITIVE_INFINITY;
  return Math.floor(Math.min(totalmem(), constrained) / MEBIBYTE);
}

async function openCache({ cache, folder, images }: FolderScoring) {
  if (cache === undefined) return undefined;
  try {
    await mkdir(cache, { recursive: true });
  } catch (error) {
    throw new AppError(
      'invalid',
      'cannot-write',
      `The cache folder ${cache} cannot be made: ${(error as Error).message}. Name a folder that you may write to.`,
    );
  }
  return { folder: cache, limitBytes: CACHE_BYTES, name: await nameImageList(folder, images.files) };
}

/** Where a refusal is about an image, names its file. */
function namingFile(error: unknown, { folder, images }: FolderScoring): unknown {
  const file = error instanceof AppError ? images.files[error.details.position as number] : undefined;
  if (!(error instanceof AppError) || file === undefined) return error;
  const { kind, code, message } = error;
  return new AppError(kind, code, `${path.join(folder, file)}: ${message}`, { cause: error });
}

/**
 * Runs a model over a folder of images in the sealed process, with progress on standard error; the first interrupt ends
 * both. Throws as `scoreImages`, naming the file where an image is at fault.
 */
export async function scoreFolder(scoring: FolderScoring): Promise<ScoringResult> {
  const { folder, images, threads } = scoring;
  const { SCORER_MEMORY_MB, SCORER_ISOLATION } = config();
  const pixelCache = await openCache(scoring);
  const controller = new AbortController();
  const interrupt = () => controller.abort(new Error('interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const progress = showProgress();
  try {
    return await scoreImages({
      model: scoring.model,
      preprocess: scoring.preprocess,
      classes: images.classes,
      images: {
        count: images.files.length,
        read: async (position) => {
          const file = path.join(folder, images.files[position] as string);
          return readFile(file).catch((error: unknown) => {
            throw refuseToRead(error, 'an image', file);
          });
        },
      },
      truth: images.truth,
      budget: {
        seconds: SECONDS,
        memoryMb: SCORER_MEMORY_MB ?? machineMemoryMb(),
        threads: threads ?? availableParallelism(),
      },
      isolation: SCORER_ISOLATION,
      batch: scoring.batch,
      pixelThreads: threads === undefined ? undefined : threads <= 2 ? 0 : Math.floor(threads / 2),
      pixelCache,
      seed: 1,
      onProgress: progress.update,
      signal: controller.signal,
    });
  } catch (error) {
    throw namingFile(error, scoring);
  } finally {
    progress.end();
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}
