import type { ReactNode } from 'react';
import { hasRole } from '#lib/identity/person';
import { currentPerson } from '@/_server/session';
import { ClaimTrials } from './_workspace/claim-trials';

export default async function LabelLayout({ children }: { children: ReactNode }) {
  const person = await currentPerson();
  return (
    <>
      {person && hasRole(person, 'labeler') && <ClaimTrials />}
      {children}
    </>
  );
}
