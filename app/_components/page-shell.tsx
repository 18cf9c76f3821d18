import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs';

const widths = { text: 'max-w-3xl', page: 'max-w-[96rem]', full: '' };

type PageShellProps = {
  title: ReactNode;
  /** One or two sentences under the title: what this page is for. */
  lead?: ReactNode;
  path?: readonly Crumb[];
  /** Buttons beside the title; the primary one last. */
  actions?: ReactNode;
  /** A column at the end from 1024 px on, under the content before. */
  aside?: ReactNode;
  /** text: something to read or a form; page: the usual measure; full: pictures to both edges. */
  width?: keyof typeof widths;
  children: ReactNode;
};

/** What every page begins with: its path, its one h1, a lead, its acts. */
export function PageShell({ title, lead, path, actions, aside, width = 'page', children }: PageShellProps) {
  return (
    <div className={clsx('gutter mx-auto w-full pt-6 pb-8 sm:pt-8', widths[width])}>
      {path !== undefined && <Breadcrumbs path={path} />}
      <div className="flex flex-wrap items-end justify-between gap-x-8 gap-y-4 pt-2">
        <div className="min-w-0 max-w-3xl">
          <h1 className="text-2xl font-semibold sm:text-3xl">{title}</h1>
          {lead !== undefined && <div className="mt-2 text-lg text-ink-soft">{lead}</div>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap gap-3">{actions}</div>}
      </div>
      {aside === undefined ? (
        <div className="mt-8">{children}</div>
      ) : (
        <div className="mt-8 grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="min-w-0">{children}</div>
          <aside className="min-w-0">{aside}</aside>
        </div>
      )}
    </div>
  );
}
