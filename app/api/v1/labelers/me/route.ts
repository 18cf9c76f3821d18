import { myFigures } from '#lib/labelling/server/my-figures';
import { route } from '@/_server/route';

export const GET = route({}, ({ person }) => myFigures(person));
