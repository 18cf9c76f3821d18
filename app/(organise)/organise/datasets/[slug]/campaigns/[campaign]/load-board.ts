import { notFound } from 'next/navigation';
import { AppError } from '#lib/core/errors';
import type { Person } from '#lib/identity/person';
import type { Board } from '#lib/labelling/board';
import { getBoard } from '#lib/labelling/server/get-board';
import { requirePerson } from '@/_server/session';

export interface BoardParams {
  slug: string;
  campaign: string;
}

/** For the pages of a campaign's board: who is there and how the campaign stands; 404 where the dataset has no such campaign. */
export async function loadBoard({ slug, campaign }: BoardParams): Promise<{ person: Person; board: Board }> {
  const person = await requirePerson('organiser');
  try {
    const board = await getBoard(person, { campaign });
    if (board.dataset.slug !== slug) notFound();
    return { person, board };
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    throw error;
  }
}

/** The address of a campaign's board. */
export function boardPath({ dataset, slug }: Pick<Board, 'dataset' | 'slug'>): string {
  return `/organise/datasets/${dataset.slug}/campaigns/${slug}`;
}
