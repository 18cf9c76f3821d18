'use client';

import { type ReactNode, useEffect, useState } from 'react';
import type { Assignment } from '#lib/labelling/assignment';
import type { CampaignFacts } from '#lib/labelling/campaign';
import { LiveRegion } from '@/_components/live-region';
import { GuideStrip } from './guide-strip';
import { fetchGuide } from './noun-guides';
import { oneOfText } from './noun-phrase';
import { Pause } from './pause';
import { flagOf } from './unit-flag';
import { useSession } from './use-session';
import { VerifyPage } from './verify-page';
import { WorkShell } from './work-shell';
import { phaseOf, type WorkPage } from './work-state';

type VerifyWorkspaceProps = {
  campaign: CampaignFacts;
  personId: string;
  /** What the labeler goes on with. */
  held: readonly Assignment[];
  /** What labelers should know beyond the definitions. */
  instructions?: ReactNode;
};

/** Pages of images of which those that show a noun are clicked. */
export function VerifyWorkspace({ campaign, personId, held, instructions }: VerifyWorkspaceProps) {
  const [state, session] = useSession(campaign, personId, held);
  const phase = phaseOf(state);
  const page = state.pages[0];
  const undo = state.answered.length > 0 ? session.undo : undefined;
  const spoken = useSpokenPage(page);
  const nextNoun = state.pages[1]?.noun?.id;

  useEffect(() => {
    if (nextNoun) void fetchGuide(campaign.slug, nextNoun);
  }, [campaign.slug, nextNoun]);

  return (
    <WorkShell campaign={campaign} state={state} instructions={instructions}>
      {phase === 'asking' && page?.noun ? (
        <VerifyPage
          key={page.key}
          noun={page.noun}
          units={page.units}
          takeFocus={state.given > 0 || page.before !== undefined}
          before={page.before}
          onSend={(votes) => session.answer(page.key, votes)}
          onSkip={() => session.skip(page.key)}
          onUndo={undo}
          guide={<GuideStrip campaign={campaign.slug} noun={page.noun.id} />}
          flagOf={(unitId) => flagOf(state, session, page.assignmentId, unitId)}
        />
      ) : (
        <Pause campaign={campaign} phase={phase} state={state} onRetry={session.retry} onUndo={undo} />
      )}
      <LiveRegion>{spoken}</LiveRegion>
    </WorkShell>
  );
}

/** What a screen reader says when a new page stands there; nothing for the first, which is read anyway. */
function useSpokenPage(page: WorkPage | undefined): string {
  const [spoken, setSpoken] = useState({ pages: 0, key: '', text: '' });

  useEffect(() => {
    if (!page?.noun) return;
    const count = page.units.length;
    const text = `Next page: ${count} ${count === 1 ? 'image' : 'images'} of ${oneOfText(page.noun.words[0] ?? '')}? ${page.noun.gloss}`;
    setSpoken((last) =>
      last.key === page.key
        ? last
        : { pages: last.pages + 1, key: page.key, text: last.pages > 0 ? text : '' },
    );
  }, [page]);

  return spoken.text;
}
