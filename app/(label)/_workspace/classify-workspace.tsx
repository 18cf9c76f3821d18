'use client';

import { type ReactNode, useState } from 'react';
import type { AskedNoun, Assignment } from '#lib/labelling/assignment';
import type { CampaignFacts } from '#lib/labelling/campaign';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import type { VoteInput } from '#lib/labelling/vote';
import { LiveRegion } from '@/_components/live-region';
import { ClassifyPage } from './classify-page';
import { Pause } from './pause';
import { flagOf } from './unit-flag';
import { UnsuitableReason } from './unsuitable-reason';
import { useSession } from './use-session';
import { WorkShell } from './work-shell';
import { phaseOf } from './work-state';

type ClassifyWorkspaceProps = {
  campaign: CampaignFacts;
  personId: string;
  /** What the labeler goes on with. */
  held: readonly Assignment[];
  tree: ClassifyTree;
  /** The nouns of the digits, the likeliest first. */
  likely?: readonly AskedNoun[];
  /** What labelers should know beyond the definitions. */
  instructions?: ReactNode;
};

/** One image after the other, each named by a noun of the campaign. */
export function ClassifyWorkspace(props: ClassifyWorkspaceProps) {
  const { campaign, personId, held, tree, likely, instructions } = props;
  const [state, session] = useSession(campaign, personId, held);
  const phase = phaseOf(state);
  const page = state.pages[0];
  const unit = page?.units[0];
  const [unsuitable, setUnsuitable] = useState<{ assignmentId: string; unitId: number } | null>(null);

  const answer = (votes: VoteInput[]) => {
    if (!page) return;
    const broken = votes.find((vote) => vote.answer === 'broken');
    setUnsuitable(broken ? { assignmentId: page.assignmentId, unitId: broken.unitId } : null);
    session.answer(page.key, votes);
  };
  // Who takes "unsuitable" back takes back why.
  const takeBack = () => {
    if (unsuitable) session.untell(unsuitable.assignmentId, unsuitable.unitId);
    setUnsuitable(null);
    session.undo();
  };
  const undo = state.answered.length > 0 ? takeBack : undefined;

  return (
    <WorkShell campaign={campaign} state={state} instructions={instructions}>
      {unsuitable && (
        <UnsuitableReason flag={flagOf(state, session, unsuitable.assignmentId, unsuitable.unitId)} />
      )}
      {phase === 'asking' && unit ? (
        <ClassifyPage
          key={page.key}
          campaign={campaign.slug}
          unit={unit}
          tree={tree}
          likely={likely}
          several={campaign.severalNouns}
          takeFocus={state.given > 0 || page.before !== undefined}
          onSend={answer}
          onSkip={() => session.skip(page.key)}
          onUndo={undo}
          flag={flagOf(state, session, page.assignmentId, unit.id)}
        />
      ) : (
        <Pause campaign={campaign} phase={phase} state={state} onRetry={session.retry} onUndo={undo} />
      )}
      <LiveRegion>
        {state.given > 0 && unit
          ? `Vote ${state.given} kept. ${unsuitable ? 'P, O, X or D says why it was unsuitable. ' : ''}Next image.`
          : ''}
      </LiveRegion>
    </WorkShell>
  );
}
