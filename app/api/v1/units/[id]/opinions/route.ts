import { opinionSchema } from '#lib/labelling/review';
import { askOpinion } from '#lib/labelling/server/ask-opinion';
import { route } from '@/_server/route';
import { unitParams } from '../../unit-params';

export const POST = route({ params: unitParams, body: opinionSchema }, ({ person, params, body }) =>
  askOpinion(person, { unitId: params.id, ...body }),
);
