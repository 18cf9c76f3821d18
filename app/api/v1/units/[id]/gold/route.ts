import { goldSchema } from '#lib/labelling/gold';
import { makeGold, removeGold } from '#lib/labelling/server/make-gold';
import { route } from '@/_server/route';
import { unitParams } from '../../unit-params';

export const PUT = route({ params: unitParams, body: goldSchema }, ({ person, params, body }) =>
  makeGold(person, { unitId: params.id, ...body }),
);

export const DELETE = route({ params: unitParams }, ({ person, params }) =>
  removeGold(person, { unitId: params.id }),
);
