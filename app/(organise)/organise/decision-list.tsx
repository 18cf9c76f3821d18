import type { Decision } from '#lib/datasets/decisions';
import { Badge, type Tone } from '@/_components/badge';
import { TextLink } from '@/_components/text-link';

interface Words {
  tone: Tone;
  badge: string;
  text: string;
  href: string;
  act: string;
}

/** What waits for an organiser, each with the page where it is decided. */
export function DecisionList({ decisions }: { decisions: readonly Decision[] }) {
  if (decisions.length === 0)
    return <p className="text-ink-soft">Nothing. What fails, is contested or is ready stands here.</p>;
  return (
    <ul className="flex flex-col divide-y divide-line border-y border-line">
      {decisions.map(wordsOf).map(({ tone, badge, text, href, act }) => (
        <li key={`${badge} ${href} ${text}`} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 py-3">
          <span className="w-28 shrink-0">
            <Badge tone={tone}>{badge}</Badge>
          </span>
          <span className="min-w-0 flex-1 basis-64">{text}</span>
          <TextLink href={href}>{act}</TextLink>
        </li>
      ))}
    </ul>
  );
}

function wordsOf(decision: Decision): Words {
  switch (decision.kind) {
    case 'freeze-failed':
      return {
        tone: 'bad',
        badge: 'failed',
        text: `Version ${decision.version} of ${decision.dataset.title} was not frozen. ${decision.error}`,
        href: `/organise/datasets/${decision.dataset.slug}#freeze`,
        act: 'Freeze again',
      };
    case 'review':
      return {
        tone: 'warn',
        badge: decision.contested > 0 ? 'contested' : 'flagged',
        text: `${waiting(decision)} in ${decision.campaign.title}.`,
        href: `/organise/datasets/${decision.campaign.dataset.slug}/campaigns/${decision.campaign.slug}/review`,
        act: 'Review them',
      };
    case 'ready-to-freeze':
      return {
        tone: 'accent',
        badge: 'ready',
        text: `All open questions of ${decision.dataset.title} are answered; ${units(decision.units)} settled since its last version.`,
        href: `/organise/datasets/${decision.dataset.slug}#freeze`,
        act: 'Freeze a version',
      };
    case 'no-campaign':
      return {
        tone: 'neutral',
        badge: 'not begun',
        text: `Nobody is asked about the ${decision.dataset.images.toLocaleString('en')} images of ${decision.dataset.title}.`,
        href: `/organise/datasets/${decision.dataset.slug}/campaigns/new`,
        act: 'Start a campaign',
      };
    case 'no-images':
      return {
        tone: 'neutral',
        badge: 'empty',
        text: `${decision.dataset.title} has no images.`,
        href: `/organise/datasets/${decision.dataset.slug}/imports`,
        act: 'Add images',
      };
  }
}

const units = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'unit' : 'units'}`;

function waiting({ contested, flagged }: { contested: number; flagged: number }): string {
  const parts = [
    contested > 0 && `${units(contested)} contested`,
    flagged > 0 && `${units(flagged)} flagged by labelers`,
  ];
  return parts.filter(Boolean).join(', ');
}
