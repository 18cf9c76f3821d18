import { writeFile } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { hierarchicalCosts } from '#lib/hierarchy/lowest-common-ancestor';
import { readWordnet } from '#lib/hierarchy/read-wordnet';
import { computeRankingMetrics } from '#lib/scoring/metrics/ranking-metrics';
import { computeYesNoMetrics } from '#lib/scoring/metrics/yes-no-metrics';
import { showShape } from '#lib/scoring/onnx/choose-input';
import type { ScoringResult } from '#lib/scoring/run/score-images';
import { classNodes, readClassList } from '../offline/class-list.ts';
import { rankingReport, yesNoReport } from '../offline/evaluation-report.ts';
import { checkWritable, readGivenFile } from '../offline/files.ts';
import { givenPreprocess } from '../offline/given-preprocess.ts';
import { type ImageFolder, listImageFolder } from '../offline/image-folder.ts';
import { anatomyOf, type ModelAnatomy } from '../offline/model-anatomy.ts';
import { orderWarning } from '../offline/output-order.ts';
import { predictionsCsv, yesNoCsv } from '../offline/predictions-csv.ts';
import { scoreFolder } from '../offline/score-folder.ts';
import { rankingFigures, type YesNoFolder, yesNoFolder } from '../offline/yes-no-folder.ts';
import { printReport, warn } from '../output.ts';

export interface EvaluateOptions {
  images: string;
  preprocess?: string;
  classes?: string;
  hierarchy?: 'wordnet';
  predictions?: string;
  threads?: number;
  batch?: number;
  cache?: string;
  json?: boolean;
}

const BOOTSTRAP = { rounds: 1_000, seed: 1 };

async function costsOf({ classes }: ImageFolder, options: EvaluateOptions): Promise<Int32Array | null> {
  if (!options.hierarchy) return null;
  const wordnet = await readWordnet();
  const hierarchy = buildHierarchy(wordnet.synsets, wordnet.links);
  const where = `With --hierarchy wordnet the ${options.classes ? `classes of ${options.classes}` : `class folders of ${options.images}`}`;
  return hierarchicalCosts(hierarchy, classNodes(hierarchy, classes, where));
}

/** A model of another number of outputs than there are classes is told in the words of this command. */
function namingClasses(
  error: unknown,
  model: ModelAnatomy,
  { classes }: ImageFolder,
  options: EvaluateOptions,
): unknown {
  if (!(error instanceof AppError) || error.code !== 'output-shape') return error;
  const outputs = model.outputs.map(({ name, shape }) => `"${name}" is ${showShape(shape)}`).join(', ');
  const found = options.classes
    ? `${options.classes} names ${classes.length} class${classes.length === 1 ? '' : 'es'}`
    : `${options.images} has ${classes.length} class folders`;
  return new AppError(
    'invalid',
    'output-shape',
    `The model's output ${outputs}, but ${found}; one score a class is needed. Give --classes with a file that names the class folder of each output, one a line; for a model with one output, which says yes or no, the one class folder that is yes.`,
    { cause: error },
  );
}

function warningsOf(scored: ScoringResult, options: EvaluateOptions): string[] {
  const warnings = [...scored.warnings];
  if (
    options.batch !== undefined &&
    scored.batch !== options.batch &&
    scored.batch !== scored.predictions.count
  ) {
    warnings.push(`the model fixes its batch at ${scored.batch}, so --batch has no effect.`);
  }
  if (options.cache && (scored.preprocess.height === null || scored.preprocess.width === null)) {
    warnings.push('nothing was cached: the size of the pixels follows each image.');
  }
  return warnings;
}

/** What came of an evaluation: for programs, for people, and image by image. */
interface Judgement {
  figures: object;
  lines: string[];
  csv(): string;
}

function judge(scored: ScoringResult, images: ImageFolder, costs: Int32Array | null): Judgement {
  const { predictions } = scored;
  const metrics = computeRankingMetrics(predictions, images.truth, images.classes, costs, BOOTSTRAP);
  const { kind: _, ...figures } = metrics;
  return { figures, lines: rankingReport(metrics, scored), csv: () => predictionsCsv(images, predictions) };
}

function judgeAnswers(scored: ScoringResult, question: YesNoFolder): Judgement {
  const { predictions } = scored;
  const metrics = computeYesNoMetrics(predictions, question.answers, BOOTSTRAP);
  const { kind: _, ...figures } = metrics;
  return {
    figures: { ...figures, ...rankingFigures(question, predictions, metrics), yes: question.yes },
    lines: yesNoReport(metrics, question, scored),
    csv: () => yesNoCsv(question, predictions, metrics),
  };
}

/** `imagenest evaluate`: runs the official scorer on a folder of class folders. */
export async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  if (options.predictions) await checkWritable(options.predictions);
  const bytes = await readGivenFile(file, 'the model');
  const { model } = anatomyOf(bytes);
  const preprocess = await givenPreprocess(options.preprocess);
  const named = options.classes ? await readClassList(options.classes) : undefined;
  const images = await listImageFolder(options.images, named?.length === 1 ? undefined : named);
  const question = yesNoFolder(images, named, model);
  warn(images.warnings);
  if (question && options.hierarchy) warn(['--hierarchy has no effect on a question of yes or no.']);
  const costs = question ? null : await costsOf(images, options);

  const { threads, cache } = options;
  const batch = options.batch && Math.min(options.batch, images.files.length);
  const asked = question ? { ...images, classes: [question.yes] } : images;
  const scored = await scoreFolder({
    model: bytes,
    folder: options.images,
    images: asked,
    preprocess,
    threads,
    batch,
    cache,
  }).catch((error: unknown) => {
    throw namingClasses(error, model, asked, options);
  });
  warn(warningsOf(scored, options));
  if (!named && !question) warn(orderWarning(scored.predictions, images));

  const { figures, lines, csv } = question ? judgeAnswers(scored, question) : judge(scored, images, costs);
  if (options.predictions) await writeFile(options.predictions, csv());
  const { cost } = scored;
  const timing = {
    seconds: cost.seconds,
    imagesPerSecond: images.files.length / cost.seconds,
    inferenceSeconds: cost.inferenceSeconds,
    preprocessSeconds: cost.preprocessSeconds,
    cached: scored.cached,
  };
  printReport(
    { ...figures, model, preprocess: scored.preprocess, isolation: scored.isolation, timing },
    lines,
    options,
  );
}
