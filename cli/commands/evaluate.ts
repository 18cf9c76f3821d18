import { writeFile } from 'node:fs/promises';
import { AppError } from '#lib/core/errors';
import { buildHierarchy } from '#lib/hierarchy/hierarchy';
import { hierarchicalCosts } from '#lib/hierarchy/lowest-common-ancestor';
import { readWordnet } from '#lib/hierarchy/read-wordnet';
import type { Interval } from '#lib/scoring/metrics/bootstrap';
import { computeRankingMetrics, type RankingMetrics } from '#lib/scoring/metrics/ranking-metrics';
import { showShape } from '#lib/scoring/onnx/choose-input';
import type { ScoringResult } from '#lib/scoring/run/score-images';
import { classNodes, readClassList } from '../offline/class-list.ts';
import { checkWritable, readGivenFile } from '../offline/files.ts';
import { givenPreprocess } from '../offline/given-preprocess.ts';
import { type ImageFolder, listImageFolder } from '../offline/image-folder.ts';
import { anatomyOf, type ModelAnatomy } from '../offline/model-anatomy.ts';
import { predictionsCsv } from '../offline/predictions-csv.ts';
import { scoreFolder } from '../offline/score-folder.ts';
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

/** The whole table is in --json. */
const CONFUSIONS_SHOWN = 3;
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
    ? `${options.classes} names ${classes.length} classes`
    : `${options.images} has ${classes.length} class folders`;
  return new AppError(
    'invalid',
    'output-shape',
    `The model's output ${outputs}, but ${found}; one score a class is needed. Give --classes with a file that names the class folder of each output, one a line.`,
    { cause: error },
  );
}

function warningsOf(scored: ScoringResult, options: EvaluateOptions): string[] {
  const warnings = [...scored.warnings];
  if (options.batch !== undefined && scored.batch !== options.batch) {
    warnings.push(`the model fixes its batch at ${scored.batch}, so --batch has no effect.`);
  }
  if (options.cache && (scored.preprocess.height === null || scored.preprocess.width === null)) {
    warnings.push('nothing was cached: the size of the pixels follows each image.');
  }
  return warnings;
}

const percent = (share: number) => `${(share * 100).toFixed(2)} %`;

function report(metrics: RankingMetrics, scored: ScoringResult): string[] {
  const between = (interval: Interval | undefined, show: (value: number) => string) =>
    interval ? `  (95 %: ${interval.map(show).join(' to ')})` : '';
  const { top1Error, top5Error, hierarchicalError, meanPerClass, confidence, images } = metrics;
  const cost = (value: number) => value.toFixed(4);
  const { seconds } = scored.cost;
  return [
    `images              ${images.toLocaleString('en')} of ${metrics.classes.toLocaleString('en')} classes`,
    `top-1 error         ${percent(top1Error)}${between(confidence.top1Error, percent)}`,
    `top-5 error         ${percent(top5Error)}${between(confidence.top5Error, percent)}`,
    ...(hierarchicalError === null
      ? []
      : [`hierarchical error  ${cost(hierarchicalError)}${between(confidence.hierarchicalError, cost)}`]),
    `mean per class      ${percent(meanPerClass)} right`,
    ...metrics.confusions
      .slice(0, CONFUSIONS_SHOWN)
      .map(
        ({ truth, guess, images: times }, i) =>
          `${(i === 0 ? 'most confused' : '').padEnd(20)}${truth} taken for ${guess}: ${times}`,
      ),
    `time                ${seconds.toFixed(1)} s, ${(images / seconds).toFixed(0)} images a second, ${scored.cached.toLocaleString('en')} of them from the cache`,
    `sealed by           ${scored.isolation.join(', ') || 'nothing: this system offers none of the layers'}`,
  ];
}

/** `imagenest evaluate`: runs the official scorer on a folder of class folders. */
export async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  if (options.predictions) await checkWritable(options.predictions);
  const bytes = await readGivenFile(file, 'the model');
  const { model } = anatomyOf(bytes);
  const preprocess = await givenPreprocess(options.preprocess);
  const classes = options.classes ? await readClassList(options.classes) : undefined;
  const images = await listImageFolder(options.images, classes);
  warn(images.warnings);
  const costs = await costsOf(images, options);

  const { threads, batch, cache } = options;
  const scored = await scoreFolder({
    model: bytes,
    folder: options.images,
    images,
    preprocess,
    threads,
    batch,
    cache,
  }).catch((error: unknown) => {
    throw namingClasses(error, model, images, options);
  });
  warn(warningsOf(scored, options));

  const { predictions, cost } = scored;
  const metrics = computeRankingMetrics(predictions, images.truth, images.classes, costs, BOOTSTRAP);
  if (options.predictions) await writeFile(options.predictions, predictionsCsv(images, predictions));
  const { kind: _, ...figures } = metrics;
  const timing = {
    seconds: cost.seconds,
    imagesPerSecond: metrics.images / cost.seconds,
    inferenceSeconds: cost.inferenceSeconds,
    preprocessSeconds: cost.preprocessSeconds,
    cached: scored.cached,
  };
  printReport(
    { ...figures, model, preprocess: scored.preprocess, isolation: scored.isolation, timing },
    report(metrics, scored),
    options,
  );
}
