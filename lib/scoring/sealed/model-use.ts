/** What a model computed. */
export interface ModelUse {
  seconds: number;
  images: number;
}

const NOTHING: ModelUse = { seconds: 0, images: 0 };

/** Keeps what a model used of its time: since its process loads it, in the job under way, and against its budget. */
export class ModelAccount {
  #whole = NOTHING;
  #before = NOTHING;
  #elsewhere: (() => ModelUse) | null = null;

  add(seconds: number, images: number): void {
    this.#whole = { seconds: this.#whole.seconds + seconds, images: this.#whole.images + images };
  }

  /**
   * Begins a job. `elsewhere` tells what the same submission used outside of it, which may grow meanwhile; without it the
   * budget is that of this process, its loading and earlier jobs included.
   */
  startJob(elsewhere: (() => ModelUse) | null): void {
    this.#before = this.#whole;
    this.#elsewhere = elsewhere;
  }

  whole(): ModelUse {
    return this.#whole;
  }

  job(): ModelUse {
    const { seconds, images } = this.#whole;
    return { seconds: seconds - this.#before.seconds, images: images - this.#before.images };
  }

  /** What counts against the budget. */
  counted(): ModelUse {
    if (!this.#elsewhere) return this.#whole;
    const here = this.job();
    const other = this.#elsewhere();
    return { seconds: other.seconds + here.seconds, images: other.images + here.images };
  }
}
