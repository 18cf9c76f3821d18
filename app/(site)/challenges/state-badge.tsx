import type { SubmissionState } from '#lib/challenges/submission-state';
import { Badge, type Tone } from '@/_components/badge';

const tones: Record<SubmissionState, Tone> = {
  uploaded: 'neutral',
  checking: 'neutral',
  queued: 'neutral',
  scoring: 'accent',
  scored: 'good',
  refused: 'bad',
  failed: 'warn',
  cancelled: 'neutral',
};

/** Where a submission stands. */
export function StateBadge({ state }: { state: SubmissionState }) {
  return <Badge tone={tones[state]}>{state}</Badge>;
}
