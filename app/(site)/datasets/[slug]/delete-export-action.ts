'use server';

import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { versionNumber } from '#lib/datasets/dataset';
import { exportFormats } from '#lib/datasets/export/formats';
import { deleteExport } from '#lib/datasets/server/delete-export';
import { listExports } from '#lib/datasets/server/list-exports';
import { action } from '@/_server/action';

const which = z.object({ slug: slugSchema, number: versionNumber, format: z.enum(exportFormats) });

/** Gives how all forms of the version stand afterwards: those that spoke of the deleted one are gone too. */
export const deleteExportAction = action(which, async (person, input) => {
  await deleteExport(person, input);
  return listExports(input.slug, input.number);
});
