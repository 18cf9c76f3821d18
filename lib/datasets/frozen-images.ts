import type { FreezeReport } from './freeze-report.ts';
import type { LabelledImages } from './labelled-images.ts';
import type { ManifestImage } from './manifest.ts';
import { hashKeys, orderBy } from './seeded-order.ts';
import { type Split, splits } from './split.ts';
import { isSplit } from './splits.ts';

/** An image of a version with its label, wherever it may stand. */
export interface FrozenImage extends Omit<ManifestImage, 'sha256'> {
  imageId: number;
  position: number;
}

/** The images of a version: those of the labelled ones whose outcome is a split. Made one by one as they are read. */
export class FrozenImages {
  readonly #images: LabelledImages;
  readonly #outcomes: Uint8Array;
  /** By SHA-256(seed, 0, 'position', 0, sha256), which says nothing of class or split. */
  readonly #order: Uint32Array;

  constructor(images: LabelledImages, outcomes: Uint8Array) {
    this.#images = images;
    this.#outcomes = outcomes;
    this.#order = orderBy(images.positionKeys, images.hashes, this.#isIn);
  }

  get count(): number {
    return this.#order.length;
  }

  /** In the order of their ids, in which the database finds the rows that they refer to side by side. */
  byId(): Iterable<FrozenImage> {
    const positions = new Int32Array(this.#images.count).fill(-1);
    for (const [position, image] of this.#order.entries()) positions[image] = position;
    const at = this.#at;
    return {
      *[Symbol.iterator]() {
        for (const [image, position] of positions.entries())
          if (position >= 0) yield { ...at(image), position };
      },
    };
  }

  /** In ascending order of their SHA-256. */
  *bySha256(): Generator<ManifestImage> {
    const { hashes } = this.#images;
    for (const image of orderBy(hashKeys(hashes), hashes, this.#isIn))
      yield { ...this.#at(image), sha256: this.#images.sha256(image) };
  }

  /** What a freeze's report says of them. */
  summary(): Pick<
    FreezeReport,
    'labelled' | 'simulatedLabels' | 'machineLabels' | 'sources' | 'meanConfidence'
  > {
    const { sources, sourceSlugs, confidences } = this.#images;
    const bySource = new Uint32Array(sourceSlugs.length);
    let [simulatedLabels, machineLabels, confidence] = [0, 0, 0];
    for (const image of this.#order) {
      const source = sources[image] as number;
      bySource[source] = (bySource[source] as number) + 1;
      if (this.#images.simulated(image)) simulatedLabels++;
      if (this.#images.machine(image)) machineLabels++;
      confidence += confidences[image] as number;
    }
    const counted = sourceSlugs.map((slug, source) => [slug, bySource[source] as number] as const);
    return {
      labelled: this.count,
      simulatedLabels,
      machineLabels,
      sources: Object.fromEntries(counted.filter(([, images]) => images > 0)),
      meanConfidence: confidence / this.count,
    };
  }

  readonly #isIn = (image: number): boolean => isSplit(this.#outcomes[image] as number);

  readonly #at = (image: number): Omit<FrozenImage, 'position'> => {
    const { imageIds, nouns, synsetIds, confidences } = this.#images;
    return {
      imageId: imageIds[image] as number,
      split: splits[this.#outcomes[image] as number] as Split,
      synsetId: synsetIds[nouns[image] as number] as string,
      confidence: confidences[image] as number,
      simulated: this.#images.simulated(image),
      machine: this.#images.machine(image),
    };
  };
}
