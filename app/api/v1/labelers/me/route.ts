import { z } from 'zod';
import { myFigures } from '#lib/labelling/server/my-figures';
import { route } from '@/_server/route';

const query = z.object({ agreement: z.stringbool().default(false) });

export const GET = route({ query }, ({ person, query }) => myFigures(person, query));
