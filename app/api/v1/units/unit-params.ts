import { z } from 'zod';

/** The address of a unit: its id. */
export const unitParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });
