import { z } from 'zod';
import { slugSchema } from '#lib/core/slug';
import { qualificationAnswersSchema } from '#lib/labelling/qualification';
import { answerQualification, getQualification } from '#lib/labelling/server/qualify';
import { route } from '@/_server/route';

const params = z.object({ slug: slugSchema });

export const GET = route({ params }, ({ person, params }) =>
  getQualification(person, { campaign: params.slug }),
);

export const POST = route({ params, body: qualificationAnswersSchema }, ({ person, params, body }) =>
  answerQualification(person, { campaign: params.slug, ...body }),
);
