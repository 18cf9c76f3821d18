/** What a first sample of a noun's images tells of votes to come: P(the image is right | yes votes, no votes). */
export interface VerifyTable {
  /** Most votes on an image that it knows of. */
  most: number;
  /** At yes * (most + 1) + no; not a number where it is not known. */
  chances: Float64Array;
}

/** How many voted yes and no on one image. */
export interface YesNo {
  yes: number;
  no: number;
}

/** Votes that an image of the sample has at least; its majority is taken for the truth. */
const SAMPLE_VOTES = 10;

/** Half an image for and half an image against every cell (Jeffreys' prior): a small sample promises little. */
const PRIOR = 0.5;

/** A table of known chances, as a paper prints it. Throws RangeError where a cell is past `most` or no probability. */
export function verifyTableOf(most: number, cells: Iterable<YesNo & { chance: number }>): VerifyTable {
  const chances = new Float64Array((most + 1) ** 2).fill(Number.NaN);
  for (const { yes, no, chance } of cells) {
    if (yes + no > most || !(chance >= 0 && chance <= 1)) {
      throw new RangeError(`There is no cell for ${yes} yes and ${no} no with chance ${chance}`);
    }
    chances[yes * (most + 1) + no] = chance;
  }
  return { most, chances };
}

/**
 * ImageNet's table for one noun, which says after how many votes one may stop: easy nouns need few, hard ones more. Model:
 * an image of the sample with ten votes or more is right if most say yes (with a tie half right), and an image
 * that comes later is like one drawn from the sample. Of an image with Y yes and N no the chance that y + n votes drawn
 * of them are y yes and n no is hypergeometric, so over the sample u
 *
 *     h(u) = C(Y, y) C(N, n) / C(Y + N, y + n),    P(right | y, n) = (sum over right u of h(u) + 1/2) / (sum_u h(u) + 1)
 *
 * the halves being Jeffreys' prior: a cell that the sample never shows is 1/2. J. Deng et al., ImageNet: a large-scale
 * hierarchical image database, CVPR 2009, section 3.2. Time grows with sample * most^2.
 */
export function estimateVerifyTable(sample: readonly YesNo[], most = SAMPLE_VOTES): VerifyTable {
  const images = sample.filter(({ yes, no }) => yes + no >= Math.max(SAMPLE_VOTES, most));
  const cells: (YesNo & { chance: number })[] = [];
  for (let yes = 0; yes <= most; yes++) {
    for (let no = 0; yes + no <= most; no++) {
      let right = PRIOR;
      let all = 2 * PRIOR;
      for (const image of images) {
        const share = drawn(image, yes, no);
        all += share;
        right += image.yes > image.no ? share : image.yes === image.no ? share / 2 : 0;
      }
      cells.push({ yes, no, chance: right / all });
    }
  }
  return verifyTableOf(most, cells);
}

/** The chance that yes + no of an image's votes, drawn without putting back, are just so. */
function drawn(image: YesNo, yes: number, no: number): number {
  if (yes > image.yes || no > image.no) return 0;
  // C(Y, y) C(N, n) / C(Y + N, y + n), factor by factor: no factorial grows past a double.
  let chance = 1;
  for (let i = 0; i < yes; i++)
    chance *= ((image.yes - i) * (i + 1 + no)) / ((i + 1) * (image.yes + image.no - i));
  for (let i = 0; i < no; i++) chance *= (image.no - i) / (image.yes + image.no - yes - i);
  return chance;
}

/** P(right | yes, no); not a number where the table does not know it. */
export function chanceRight({ most, chances }: VerifyTable, { yes, no }: YesNo): number {
  return yes + no > most ? Number.NaN : (chances[yes * (most + 1) + no] as number);
}

/** What the table says with the confidence wanted: yes, no, or null where another vote is needed or nothing is known. */
export function decideByTable(
  table: VerifyTable,
  votes: YesNo,
  target: number,
): { answer: 'yes' | 'no'; confidence: number } | null {
  const chance = chanceRight(table, votes);
  if (chance >= target) return { answer: 'yes', confidence: chance };
  if (1 - chance >= target) return { answer: 'no', confidence: 1 - chance };
  return null;
}
