import type { ReactNode } from 'react';

type SectionProps = {
  title: ReactNode;
  /** The anchor that others link to. */
  id?: string;
  lead?: ReactNode;
  /** A link or small button at the end of the title's line. */
  action?: ReactNode;
  children: ReactNode;
};

/** A part of a page under an h2, set off from what is before by space alone. */
export function Section({ title, id, lead, action, children }: SectionProps) {
  return (
    <section id={id} className="mt-12 scroll-mt-6 first:mt-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 className="text-xl font-semibold">{title}</h2>
        {action}
      </div>
      {lead !== undefined && <div className="mt-1 max-w-3xl text-ink-soft">{lead}</div>}
      <div className="mt-4">{children}</div>
    </section>
  );
}
