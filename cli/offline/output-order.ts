import type { Predictions } from '#lib/scoring/predictions/predictions';
import type { ImageFolder } from './image-folder.ts';

/** How much more of the images have to fit another order, so that chance and a poor model do not. */
const GAIN = 0.25;
/** Classes past which the table of guesses by classes would be too large. */
const MOST_CLASSES = 4_096;

/**
 * A warning where the outputs seem to stand in another order than the class folders sorted by name: where taking each
 * output for the class that it is most often the best guess of is a one-to-one renaming that fits far more images.
 */
export function orderWarning(
  { top, guesses, count }: Pick<Predictions, 'top' | 'guesses' | 'count'>,
  { classes, truth }: Pick<ImageFolder, 'classes' | 'truth'>,
): string[] {
  const size = classes.length;
  if (size < 3 || size > MOST_CLASSES) return [];
  const times = new Int32Array(size * size);
  let right = 0;
  for (let image = 0; image < count; image++) {
    const [guess, actual] = [top[image * guesses] as number, truth[image] as number];
    if (guess === actual) right++;
    times[guess * size + actual] = (times[guess * size + actual] as number) + 1;
  }
  const meant = classes.map((_, guess) => {
    const row = times.subarray(guess * size, (guess + 1) * size);
    const most = Math.max(...row);
    return most === 0 ? { guess, actual: -1, images: 0 } : { guess, actual: row.indexOf(most), images: most };
  });
  const answered = meant.filter(({ images }) => images > 0);
  const renamed = new Set(answered.map(({ actual }) => actual));
  const fitting = answered.reduce((sum, { images }) => sum + images, 0);
  const other = answered.find(({ guess, actual }) => guess !== actual);
  if (!other || renamed.size < answered.length || fitting - right < GAIN * count) return [];
  return [
    `the outputs seem to stand in another order than the class folders sorted by name: output ${other.guess + 1} is mostly the best guess of "${classes[other.actual]}", not of "${classes[other.guess]}". Give --classes with a file that names the class folder of each output, one a line.`,
  ];
}
