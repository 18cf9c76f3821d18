import { AppError } from '#lib/core/errors';
import type { YesNoMetrics } from '#lib/scoring/metrics/yes-no-metrics';
import { chooseOutput } from '#lib/scoring/onnx/choose-output';
import type { ModelDescription } from '#lib/scoring/onnx/describe-model';
import type { Predictions } from '#lib/scoring/predictions/predictions';
import type { ImageFolder } from './image-folder.ts';

/** A folder of class folders taken as a question of yes or no, which one output answers. */
export interface YesNoFolder extends ImageFolder {
  /** The class folder whose images are yes; those of all others are no. */
  yes: string;
  /** 1 where an image is yes, else 0. */
  answers: Int32Array;
}

/** Whether a model has one score an image where two would be needed for two classes. */
function hasOneScore(model: Pick<ModelDescription, 'outputs'>): boolean {
  const fits = (width: number) => {
    try {
      return chooseOutput(model, width, '') !== null;
    } catch (error) {
      if (error instanceof AppError) return false;
      throw error;
    }
  };
  return fits(1) && !fits(2);
}

/**
 * The question that a folder asks where its model answers yes or no: of the class that a classes file of one line names,
 * or, of two class folders and a model with one output, of the second by name (as `no` and `yes` are, and as torchvision's
 * ImageFolder numbers them 0 and 1). Null where it is a choice of several classes.
 *
 * Throws AppError `bad-class-list` where the one class has no folder.
 */
export function yesNoFolder(
  images: ImageFolder,
  named: readonly string[] | undefined,
  model: Pick<ModelDescription, 'outputs'>,
): YesNoFolder | null {
  const asked = named?.length === 1 ? named[0] : undefined;
  if (named && asked === undefined) return null;
  if (asked === undefined && !(images.classes.length === 2 && hasOneScore(model))) return null;
  const number = asked === undefined ? 1 : images.classes.indexOf(asked);
  if (number === -1) {
    throw new AppError(
      'invalid',
      'bad-class-list',
      `The classes file names ${asked} alone, which asks yes or no of it, but there is no class folder of that name among ${images.classes.slice(0, 5).join(', ')}. Name one of them.`,
    );
  }
  const answers = images.truth.map((folder) => (folder === number ? 1 : 0));
  return { ...images, yes: images.classes[number] as string, answers };
}

/** Whether each image was answered with yes. */
export function saysYes({ scores }: Predictions, { threshold }: YesNoMetrics): boolean[] {
  return Array.from(scores, (score) => score >= threshold);
}

/** The figures of an evaluation of several classes as far as a question of yes or no has them: each folder is a class. */
export function rankingFigures(folder: YesNoFolder, predictions: Predictions, metrics: YesNoMetrics) {
  const said = saysYes(predictions, metrics);
  const { accuracy, error } = metrics.confidence;
  return {
    classes: folder.classes.length,
    top1: metrics.accuracy,
    top5: 1,
    top1Error: metrics.error,
    top5Error: 0,
    hierarchicalError: null,
    confidence: {
      ...metrics.confidence,
      ...(accuracy && { top1: accuracy }),
      ...(error && { top1Error: error }),
    },
    perClass: folder.classes.map((name, number) => {
      const answers = said.filter((_, image) => folder.truth[image] === number);
      const right = answers.filter((yes) => yes === (name === folder.yes)).length;
      return { class: name, images: answers.length, top1: right / answers.length, top5: 1 };
    }),
  };
}
