import { retryAssistant } from '#lib/labelling/server/retry-assistant';
import { route } from '@/_server/route';
import { assistantParams } from '../assistant-params';

/** Has a model that failed vote once more. */
export const POST = route({ params: assistantParams }, ({ person, params }) =>
  retryAssistant(person, { campaign: params.slug, assistantId: params.id }),
);
