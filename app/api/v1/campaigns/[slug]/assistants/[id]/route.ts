import { removeAssistant } from '#lib/labelling/server/remove-assistant';
import { route } from '@/_server/route';
import { assistantParams } from './assistant-params';

/** Takes a model that never voted out of the list. */
export const DELETE = route({ params: assistantParams }, ({ person, params }) =>
  removeAssistant(person, { campaign: params.slug, assistantId: params.id }),
);
