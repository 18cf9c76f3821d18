import type { Agreement } from '#lib/labelling/agreement';
import { Figure } from '@/_components/figure';
import { partText } from '@/_components/figure-text';

/** How often somebody voted as it was settled, in per cent; a dash where there are too few votes to say. */
export function AgreedShare({ votes, agreed }: Agreement) {
  if (votes === 0) return <Figure value={null} />;
  return <span className="tabular-nums">{partText(agreed, votes)}</span>;
}
