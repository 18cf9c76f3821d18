import { decisionSchema, takeBackSchema } from '#lib/labelling/review';
import { decideUnit, takeBackDecision } from '#lib/labelling/server/decide-unit';
import { route } from '@/_server/route';
import { unitParams } from '../../unit-params';

export const POST = route({ params: unitParams, body: decisionSchema }, ({ person, params, body }) =>
  decideUnit(person, { unitId: params.id, ...body }),
);

export const DELETE = route({ params: unitParams, body: takeBackSchema }, ({ person, params, body }) =>
  takeBackDecision(person, { unitId: params.id, ...body }),
);
