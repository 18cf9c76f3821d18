import { ChevronRight } from 'lucide-react';
import Link from 'next/link';

export type Crumb = { label: string; href?: string };

/** The way from the top of the site to this page, the page itself left out. */
export function Breadcrumbs({ path }: { path: readonly Crumb[] }) {
  return (
    <nav aria-label="Path">
      <ol className="flex flex-wrap items-center gap-x-1 text-sm text-ink-soft">
        {path.map((crumb, index) => (
          <li key={crumb.label} className="flex items-center gap-x-1">
            {index > 0 && <ChevronRight aria-hidden size={14} />}
            {crumb.href === undefined ? (
              <span>{crumb.label}</span>
            ) : (
              <Link href={crumb.href} className="rounded py-0.5 hover:text-ink hover:underline">
                {crumb.label}
              </Link>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
