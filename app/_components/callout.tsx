import { clsx } from 'clsx';
import type { ReactNode } from 'react';
import type { Tone } from './badge';

const tones: Record<Tone, string> = {
  neutral: 'border-edge bg-well',
  accent: 'border-accent bg-accent-wash',
  good: 'border-good bg-good-wash',
  warn: 'border-warn bg-warn-wash',
  bad: 'border-bad bg-bad-wash',
};

type CalloutProps = { tone?: Tone; title?: ReactNode; action?: ReactNode; children: ReactNode };

/** Something that must be known before going on, in the flow of the page. */
export function Callout({ tone = 'neutral', title, action, children }: CalloutProps) {
  return (
    <div className={clsx('rounded-r border-l-4 px-4 py-3', tones[tone])}>
      {title !== undefined && <p className="font-medium">{title}</p>}
      <div className="max-w-3xl">{children}</div>
      {action !== undefined && <div className="mt-3">{action}</div>}
    </div>
  );
}
