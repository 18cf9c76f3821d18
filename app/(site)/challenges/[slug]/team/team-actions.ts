'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import { inviteMember, withdrawInvitation } from '#lib/challenges/server/invite-member';
import { handOverEntry, leaveEntry, removeMember } from '#lib/challenges/server/leave-entry';
import { acceptMerge, declineMerge, proposeMerge } from '#lib/challenges/server/merge-entries';
import { newInvitationSchema, newMergeSchema } from '#lib/challenges/team';
import { slugSchema } from '#lib/core/slug';
import { action } from '@/_server/action';

const team = { slug: slugSchema };
const one = z.object({ ...team, id: z.uuid() });

export const inviteAction = action(newInvitationSchema.extend(team), async (person, { slug, email }) => {
  const made = await inviteMember(person, slug, { email });
  refresh();
  return made;
});

export const withdrawAction = action(one, async (person, { slug, id }) => {
  await withdrawInvitation(person, slug, id);
  refresh();
});

export const removeAction = action(one, async (person, { slug, id }) => {
  await removeMember(person, slug, id);
  refresh();
});

export const handOverAction = action(one, async (person, { slug, id }) => {
  await handOverEntry(person, slug, id);
  refresh();
});

export const leaveAction = action(z.object(team), async (person, { slug }) => {
  await leaveEntry(person, slug);
  redirect(`/challenges/${slug}`);
});

export const proposeAction = action(newMergeSchema.extend(team), async (person, { slug, into }) => {
  await proposeMerge(person, slug, into);
  refresh();
});

export const acceptMergeAction = action(one, async (person, { slug, id }) => {
  await acceptMerge(person, slug, id);
  refresh();
});

export const declineMergeAction = action(one, async (person, { slug, id }) => {
  await declineMerge(person, slug, id);
  refresh();
});
