import type { ImportSummary } from '#lib/datasets/import-views';
import { Badge } from '@/_components/badge';

const shown: Record<
  ImportSummary['state'],
  { tone: 'neutral' | 'accent' | 'good' | 'warn' | 'bad'; text: string }
> = {
  queued: { tone: 'neutral', text: 'waits for a worker' },
  running: { tone: 'accent', text: 'under way' },
  waiting: { tone: 'warn', text: 'nouns to choose' },
  done: { tone: 'good', text: 'done' },
  failed: { tone: 'bad', text: 'failed' },
  cancelled: { tone: 'neutral', text: 'cancelled' },
};

/** How an import stands. */
export function ImportBadge({ state }: { state: ImportSummary['state'] }) {
  const { tone, text } = shown[state];
  return <Badge tone={tone}>{text}</Badge>;
}
