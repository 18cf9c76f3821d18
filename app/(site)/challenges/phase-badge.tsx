import type { Phase } from '#lib/challenges/phase';
import { Badge, type Tone } from '@/_components/badge';

const shown: Record<Phase, { tone: Tone; word: string }> = {
  upcoming: { tone: 'neutral', word: 'upcoming' },
  open: { tone: 'accent', word: 'open' },
  closed: { tone: 'neutral', word: 'closed' },
  published: { tone: 'good', word: 'results out' },
};

/** Where a challenge stands. */
export function PhaseBadge({ phase }: { phase: Phase }) {
  const { tone, word } = shown[phase];
  return <Badge tone={tone}>{word}</Badge>;
}
