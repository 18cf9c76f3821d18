import type { ReactNode } from 'react';

type ErrorStateProps = {
  /** What happened. */
  title: string;
  /** What to do. */
  children: ReactNode;
  /** What was kept. */
  kept?: ReactNode;
  action?: ReactNode;
  /** The number under which the log has it. */
  id?: string;
};

/** Stands where a page or a part of it could not be made: what happened, what was kept, what to do. */
export function ErrorState({ title, children, kept, action, id }: ErrorStateProps) {
  return (
    <div className="gutter mx-auto w-full max-w-3xl py-16">
      <div className="border-l-4 border-bad pl-6">
        <h1 className="text-2xl font-semibold">{title}</h1>
        <div className="mt-2 text-ink-soft">{children}</div>
        {kept !== undefined && <p className="mt-2">{kept}</p>}
        {action !== undefined && <div className="mt-6 flex flex-wrap gap-3">{action}</div>}
        {id !== undefined && (
          <p className="mt-6 text-sm text-ink-soft">
            Number of this error: <code className="font-mono text-ink">{id}</code>
          </p>
        )}
      </div>
    </div>
  );
}
