import { getReviewUnit } from '#lib/labelling/server/get-review-unit';
import { route } from '@/_server/route';
import { unitParams } from '../unit-params';

export const GET = route({ params: unitParams }, ({ person, params }) =>
  getReviewUnit(person, { unitId: params.id }),
);
