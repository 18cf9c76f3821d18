'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { challengeSlugSchema } from '#lib/challenges/challenge';
import { announce, announcementSchema } from '#lib/challenges/server/announce';
import { archiveChallenge } from '#lib/challenges/server/archive-challenge';
import { cloneChallenge } from '#lib/challenges/server/clone-challenge';
import {
  decideEntry,
  disqualifyEntry,
  disqualifySubmission,
  judgeOverlap,
} from '#lib/challenges/server/decide-entry';
import { invitePeople } from '#lib/challenges/server/invite-people';
import { rescoreChallenge } from '#lib/challenges/server/rescore-challenge';
import { retrySubmission } from '#lib/challenges/server/retry-submission';
import { invitedPeopleSchema, reasonSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const challenge = z.object({ slug: slugSchema });
const one = challenge.extend({ id: z.uuid() });

export const archiveAction = action(challenge, async (person, { slug }) => {
  await archiveChallenge(person, slug);
  refresh();
});

const next = challenge.extend({
  next: challengeSlugSchema,
  edition: z.coerce.number<string>('must be a year').int().min(1900).max(9999),
});

export const cloneAction = action(next, async (person, { slug, next, edition }) => {
  await cloneChallenge(person, slug, { slug: next, edition });
  redirect(`/organise/challenges/${next}/settings`);
});

export const announceAction = action(
  announcementSchema.extend(challenge.shape),
  async (person, { slug, ...announcement }) => {
    await announce(person, slug, announcement);
    refresh();
  },
);

export const rescoreAction = action(challenge, async (person, { slug }) => {
  await rescoreChallenge(person, slug);
  refresh();
});

export const rescoreOneAction = action(one, async (person, { slug, id }) => {
  await rescoreChallenge(person, slug, id);
  refresh();
});

export const retryAction = action(one, async (person, { id }) => {
  await retrySubmission(person, id);
  refresh();
});

export const invitePeopleAction = action(
  challenge.extend({ emails: invitedPeopleSchema }),
  async (person, { slug, emails }) => {
    await invitePeople(person, slug, emails);
    refresh();
  },
);

export const admitEntryAction = action(one, async (person, { slug, id }) => {
  await decideEntry(person, slug, id, { decision: 'admitted' });
  refresh();
});

const reasoned = one.extend({ reason: reasonSchema });

export const declineEntryAction = action(reasoned, async (person, { slug, id, reason }) => {
  await decideEntry(person, slug, id, { decision: 'declined', reason });
  refresh();
});

export const disqualifyEntryAction = action(reasoned, async (person, { slug, id, reason }) => {
  await disqualifyEntry(person, slug, id, reason);
  refresh();
});

export const requalifyEntryAction = action(one, async (person, { slug, id }) => {
  await disqualifyEntry(person, slug, id, null);
  refresh();
});

export const disqualifySubmissionAction = action(reasoned, async (person, { id, reason }) => {
  await disqualifySubmission(person, id, reason);
  refresh();
});

export const requalifySubmissionAction = action(one, async (person, { id }) => {
  await disqualifySubmission(person, id, null);
  refresh();
});

export const judgeOverlapAction = action(reasoned, async (person, { slug, id, reason }) => {
  await judgeOverlap(person, slug, id, reason);
  refresh();
});
