import { clsx } from 'clsx';
import { Check, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Moment } from './moment';

export type Step = {
  label: string;
  state: 'done' | 'now' | 'next' | 'failed';
  at?: Date | string;
  detail?: ReactNode;
};

const dots = {
  done: 'border-good bg-good text-paper',
  now: 'border-accent bg-paper',
  next: 'border-edge bg-paper',
  failed: 'border-bad bg-bad text-on-bad',
};

const spoken = { done: 'done', now: 'under way', next: 'to come', failed: 'failed' };

/** What something goes through, in order, with the time of each step: a submission from upload to score. */
export function StateLine({ name, steps }: { name: string; steps: readonly Step[] }) {
  return (
    <ol aria-label={name} className="flex flex-col sm:flex-row">
      {steps.map((step, index) => (
        <li
          key={step.label}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className="relative flex flex-1 gap-3 pb-6 last:pb-0 sm:flex-col sm:gap-2 sm:pr-4 sm:pb-0"
        >
          {index < steps.length - 1 && (
            <span
              aria-hidden
              className={clsx(
                'absolute top-5 bottom-0 left-[9px] w-0.5 sm:top-[9px] sm:right-0 sm:bottom-auto sm:left-5 sm:h-0.5 sm:w-auto',
                step.state === 'done' ? 'bg-good' : 'bg-line',
              )}
            />
          )}
          <span
            aria-hidden
            className={clsx(
              'z-10 flex size-5 shrink-0 items-center justify-center rounded-full border-2',
              dots[step.state],
            )}
          >
            {step.state === 'done' && <Check size={12} strokeWidth={3} />}
            {step.state === 'failed' && <X size={12} strokeWidth={3} />}
            {step.state === 'now' && <span className="size-2 rounded-full bg-accent" />}
          </span>
          <div className="min-w-0 text-sm">
            <p className={clsx('font-medium', step.state === 'next' && 'font-normal text-ink-soft')}>
              {step.label}
              <span className="sr-only">, {spoken[step.state]}</span>
            </p>
            {step.at !== undefined && (
              <p className="text-ink-soft">
                <Moment at={step.at} show="time" />
              </p>
            )}
            {step.detail !== undefined && <div className="text-ink-soft">{step.detail}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
