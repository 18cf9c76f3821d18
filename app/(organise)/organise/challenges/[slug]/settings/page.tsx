import type { Metadata } from 'next';
import { getSettings } from '#lib/challenges/server/get-settings';
import { listScorableVersions } from '#lib/challenges/server/list-scorable-versions';
import { Callout } from '@/_components/callout';
import { requirePerson } from '@/_server/session';
import { loadChallenge } from '@/(site)/challenges/[slug]/load-challenge';
import { ChallengeForm } from '../../challenge-form';
import { DeskFrame } from '../desk-frame';
import { settingsFields } from './settings-fields';

export const metadata: Metadata = { title: 'Settings' };

export default async function SettingsPage({ params }: { params: Promise<{ slug: string }> }) {
  const { slug } = await params;
  const person = await requirePerson('organiser');
  const challenge = await loadChallenge(slug);
  const [settings, versions] = await Promise.all([getSettings(person, slug), listScorableVersions(person)]);
  return (
    <DeskFrame
      challenge={challenge}
      title="Settings"
      lead={
        <>
          The same as in its{' '}
          <a download className="link rounded" href={`/api/v1/challenges/${slug}/file`}>
            YAML file
          </a>
          . Dataset version and classes stay once there is a submission.
        </>
      }
    >
      {challenge.archivedAt ? (
        <Callout title="Archived">Nothing of this challenge changes any more.</Callout>
      ) : (
        <ChallengeForm change versions={versions} fields={settingsFields(slug, settings)} />
      )}
    </DeskFrame>
  );
}
