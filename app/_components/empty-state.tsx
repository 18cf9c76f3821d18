import type { ReactNode } from 'react';
import { Mark } from './wordmark';

type EmptyStateProps = {
  /** What will be here. */
  title: string;
  /** How it comes to be. */
  children: ReactNode;
  /** The first step. */
  action?: ReactNode;
  /** It is the whole page: its title is the h1. */
  page?: boolean;
};

/** Stands where there is nothing yet: says what will be here and gives the first step. */
export function EmptyState({ title, children, action, page = false }: EmptyStateProps) {
  const Title = page ? 'h1' : 'p';
  return (
    <div className="gutter flex flex-col items-center py-16 text-center">
      <Mark size={48} className="text-edge" />
      <Title className="mt-4 text-xl font-semibold">{title}</Title>
      <div className="mt-2 max-w-lg text-ink-soft">{children}</div>
      {action !== undefined && <div className="mt-6 flex flex-wrap justify-center gap-3">{action}</div>}
    </div>
  );
}
