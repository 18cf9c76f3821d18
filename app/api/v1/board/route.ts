import { weeklyBoard } from '#lib/labelling/server/weekly-board';
import { route } from '@/_server/route';

export const GET = route({}, ({ person }) => weeklyBoard(person));
