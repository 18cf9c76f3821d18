import type { Predictions } from '#lib/scoring/predictions/predictions';
import type { ImageFolder } from './image-folder.ts';

const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

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
  return [head, ...rows].map((row) => `${row.map(quoted).join(',')}\n`).join('');
}
