import { findChallengeOn } from '#lib/labelling/server/find-challenge-on';
import { TextLink } from '@/_components/text-link';

/** Tells who would take part in a challenge, before they label its held-out images, that they could not any more. */
export async function HeldOutNotice({ campaign }: { campaign: string }) {
  const challenge = await findChallengeOn({ campaign });
  if (!challenge) return null;
  return (
    <p className="gutter mx-auto w-full max-w-[96rem] pt-3 text-sm text-ink-soft">
      Some of these images are held out by{' '}
      <TextLink href={`/challenges/${challenge.slug}`} quiet prefetch={false}>
        {challenge.title}
      </TextLink>
      : who labels them cannot take part in it, unless its organiser allows it.
    </p>
  );
}
