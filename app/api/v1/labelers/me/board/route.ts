import { setOnBoard } from '#lib/labelling/server/weekly-board';
import { route } from '@/_server/route';

export const PUT = route({}, ({ person }) => setOnBoard(person, { onBoard: true }));

export const DELETE = route({}, ({ person }) => setOnBoard(person, { onBoard: false }));
