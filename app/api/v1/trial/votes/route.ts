import { claimTrial } from '#lib/labelling/server/claim-trial';
import { claimTrialSchema } from '#lib/labelling/trial';
import { route } from '@/_server/route';

export const POST = route({ body: claimTrialSchema }, ({ person, body }) => claimTrial(person, body));
