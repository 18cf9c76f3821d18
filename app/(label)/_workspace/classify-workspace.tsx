'use client';

import type { Assignment } from '#lib/labelling/assignment';
import type { CampaignFacts } from '#lib/labelling/campaign';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import { LiveRegion } from '@/_components/live-region';
import { ClassifyPage } from './classify-page';
import { Pause } from './pause';
import { useSession } from './use-session';
import { WorkShell } from './work-shell';
import { phaseOf } from './work-state';

type ClassifyWorkspaceProps = {
  campaign: CampaignFacts;
  personId: string;
  /** What the labeler goes on with. */
  held: readonly Assignment[];
  tree: ClassifyTree;
};

/** One picture after the other, each named by a noun of the campaign. */
export function ClassifyWorkspace({ campaign, personId, held, tree }: ClassifyWorkspaceProps) {
  const [state, session] = useSession(campaign, personId, held);
  const phase = phaseOf(state);
  const page = state.pages[0];
  const undo = state.answered.length > 0 ? session.undo : undefined;
  const unit = page?.units[0];

  return (
    <WorkShell campaign={campaign} state={state}>
      {phase === 'asking' && unit ? (
        <ClassifyPage
          key={page.key}
          campaign={campaign.slug}
          unit={unit}
          tree={tree}
          takeFocus={state.given > 0 || page.before !== undefined}
          onSend={(votes) => session.answer(page.key, votes)}
          onSkip={() => session.skip(page.key)}
          onUndo={undo}
        />
      ) : (
        <Pause
          campaign={campaign}
          phase={phase === 'asking' ? 'waiting' : phase}
          state={state}
          onRetry={session.retry}
          onUndo={undo}
        />
      )}
      <LiveRegion>{state.given > 0 && unit ? `Vote ${state.given} kept. Next picture.` : ''}</LiveRegion>
    </WorkShell>
  );
}
