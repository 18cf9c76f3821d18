import { AppError } from '#lib/core/errors';

/** Waits for something to be made, and takes it as made where it is there already: a demo that was killed goes on. */
export async function unlessThere(making: Promise<unknown>): Promise<void> {
  try {
    await making;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'slug-taken') throw error;
  }
}
