import { z } from 'zod';
import { getExplanation } from '#lib/challenges/server/get-explanation';
import { requestExplanation } from '#lib/challenges/server/request-explanation';
import { sha256Schema } from '#lib/images/sha256';
import { route } from '@/_server/route';

const params = z.object({ id: z.uuid(), sha256: sha256Schema });

export const GET = route({ params }, ({ person, params }) =>
  getExplanation(person, params.id, params.sha256),
);

/** Asks for it; where there is one, or one is under way, says how it stands. */
export const POST = route({ params }, ({ person, params }) =>
  requestExplanation(person, params.id, params.sha256),
);
