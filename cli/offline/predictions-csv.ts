import { csvRow } from '#lib/core/csv-row';
import type { YesNoMetrics } from '#lib/scoring/metrics/yes-no-metrics';
import type { Predictions } from '#lib/scoring/predictions/predictions';
import type { ImageFolder } from './image-folder.ts';
import { saysYes, type YesNoFolder } from './yes-no-folder.ts';

const table = (rows: readonly (readonly string[])[]) => rows.map(csvRow).join('');

/** Predictions as a table: image, its class, the guesses best first, their scores. */
export function predictionsCsv({ classes, files, truth }: ImageFolder, predictions: Predictions): string {
  const { guesses, top, scores } = predictions;
  const ranks = Array.from({ length: guesses }, (_, i) => i + 1);
  const head = ['image', 'class', ...ranks.map((n) => `guess${n}`), ...ranks.map((n) => `score${n}`)];
  const rows = files.map((file, image) => {
    const places = ranks.map((n) => image * guesses + n - 1);
    return [
      file,
      classes[truth[image] as number] as string,
      ...places.map((place) => classes[top[place] as number] ?? ''),
      ...places.map((place) => String(scores[place])),
    ];
  });
  return table([head, ...rows]);
}

/** Answers of yes or no as a table: image, its class folder, the folder that it was taken for, the score. */
export function yesNoCsv(folder: YesNoFolder, predictions: Predictions, metrics: YesNoMetrics): string {
  const { classes, files, truth, yes } = folder;
  const others = classes.filter((name) => name !== yes);
  const no = others.length === 1 ? (others[0] as string) : `not ${yes}`;
  const said = saysYes(predictions, metrics);
  const rows = files.map((file, image) => [
    file,
    classes[truth[image] as number] as string,
    said[image] ? yes : no,
    String(predictions.scores[image]),
  ]);
  return table([['image', 'class', 'guess1', 'score1'], ...rows]);
}
