import { resolveFlags } from '#lib/labelling/server/decide-unit';
import { route } from '@/_server/route';
import { unitParams } from '../../unit-params';

/** Resolves the unit's flags; its label stays. */
export const DELETE = route({ params: unitParams }, ({ person, params }) =>
  resolveFlags(person, { unitId: params.id }),
);
