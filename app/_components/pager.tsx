import { ArrowLeft, ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { LinkButton } from './button';

type PagerProps = {
  /** What is paged: 'Pages of images'. */
  name: string;
  previousHref?: string;
  nextHref?: string;
  /** What is shown of how much: '1 to 50 of 3,120'. */
  shown?: ReactNode;
};

/** The way through a list that comes in pages. Nothing where there is but one page. */
export function Pager({ name, previousHref, nextHref, shown }: PagerProps) {
  if (previousHref === undefined && nextHref === undefined) return null;
  return (
    <nav aria-label={name} className="mt-6 flex flex-wrap items-center gap-3">
      {previousHref !== undefined && (
        <LinkButton href={previousHref} size="small" icon={<ArrowLeft aria-hidden size={16} />}>
          Previous
        </LinkButton>
      )}
      {nextHref !== undefined && (
        <LinkButton href={nextHref} size="small">
          Next <ArrowRight aria-hidden size={16} />
        </LinkButton>
      )}
      {shown !== undefined && <span className="text-sm text-ink-soft tabular-nums">{shown}</span>}
    </nav>
  );
}
