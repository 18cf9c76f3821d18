import type { JobState } from '#lib/jobs/job-state';
import { Badge, type Tone } from '@/_components/badge';

const words: Record<JobState, { tone: Tone; word: string }> = {
  queued: { tone: 'neutral', word: 'waiting' },
  running: { tone: 'accent', word: 'being frozen' },
  done: { tone: 'good', word: 'frozen' },
  failed: { tone: 'bad', word: 'failed' },
  cancelled: { tone: 'neutral', word: 'cancelled' },
};

/** The state of a version, in a word. */
export function VersionBadge({ state }: { state: JobState }) {
  const { tone, word } = words[state];
  return <Badge tone={tone}>{word}</Badge>;
}
