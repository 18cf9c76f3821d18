import { clsx } from 'clsx';
import type { CampaignKind } from '#lib/labelling/answers';
import { LinkButton } from '@/_components/button';
import { rememberTutorial } from '../../../_workspace/tutorial-seen';
import type { LessonState, LessonStep } from './lesson';

type LessonPanelProps = {
  kind: CampaignKind;
  steps: readonly LessonStep<unknown>[];
  state: LessonState;
  goOn: string;
};

/** What to do now, what was wrong before, and the way out. */
export function LessonPanel({ kind, steps, state, goOn }: LessonPanelProps) {
  const { at, remark } = state;
  const step = steps[at];
  return (
    <section
      aria-label="Tutorial"
      className={clsx(
        'relative mt-3 flex flex-wrap items-start justify-between gap-x-6 gap-y-2 rounded-r border-l-4 px-4 py-3',
        remark === null ? 'border-accent bg-accent-wash' : 'border-warn bg-warn-wash',
      )}
    >
      <div role="status" className="min-w-0 max-w-3xl">
        <p className="text-sm font-medium">
          Step {at + 1} of {steps.length}
        </p>
        <p>
          {remark ?? step?.task} <span className="text-sm text-ink-soft max-sm:hidden">{step?.keys}</span>
        </p>
      </div>
      <div className="max-sm:absolute max-sm:top-1 max-sm:right-0">
        <LinkButton href={goOn} size="small" variant="quiet" onClick={() => rememberTutorial(kind)}>
          Skip the tutorial
        </LinkButton>
      </div>
    </section>
  );
}
