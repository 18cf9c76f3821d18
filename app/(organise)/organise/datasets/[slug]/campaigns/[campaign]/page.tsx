import type { Metadata } from 'next';
import { Suspense } from 'react';
import { Section } from '@/_components/section';
import { Loading, TextSkeleton } from '@/_components/skeleton';
import { CampaignStateButton } from '../../campaign-state-button';
import { BoardFrame } from './board-frame';
import { BoardProgress, WaitingList } from './board-progress';
import { ConfusedPairs } from './confused-pairs';
import { CostToGo } from './cost-to-go';
import { EstimateButton } from './estimate-button';
import { Estimates } from './estimates';
import { ExportVotes } from './export-votes';
import { type BoardParams, loadBoard } from './load-board';
import { VotesPerUnit } from './votes-per-unit';

export const metadata: Metadata = { title: 'Board of a campaign' };

export default async function BoardPage({ params }: { params: Promise<BoardParams> }) {
  const { person, board } = await loadBoard(await params);
  const { slug, title, state } = board;
  return (
    <BoardFrame
      board={board}
      actions={<EstimateButton campaign={slug} latest={board.estimates[0]?.at ?? null} />}
    >
      <div className="grid gap-x-16 gap-y-12 xl:grid-cols-2">
        <div>
          <Section title="Needs a decision" id="decisions">
            <WaitingList board={board} />
          </Section>
          <Section title="Progress" id="progress">
            <BoardProgress board={board} />
            <CampaignStateButton slug={slug} title={title} state={state} />
          </Section>
        </div>
        <div>
          <Section
            title="Cost"
            id="cost"
            lead="Time is what labelers took for their answers. What is to go is told from the votes of units that are decided."
          >
            <Suspense fallback={<Wait name="Working out what is to go" />}>
              <CostToGo person={person} board={board} />
            </Suspense>
          </Section>
          <Section title="Votes a settled unit took" id="votes">
            <Suspense fallback={<Wait name="Counting votes" />}>
              <VotesPerUnit person={person} board={board} />
            </Suspense>
          </Section>
        </div>
      </div>
      <Section
        title="Agreement"
        id="agreement"
        lead="Krippendorff’s alpha over all votes: 1 where all agree, 0 where they agree as chance would have it."
      >
        <Estimates estimates={board.estimates} />
      </Section>
      <Section title="Nouns taken for one another" id="confusions">
        <Suspense fallback={<Wait name="Looking for pictures" />}>
          <ConfusedPairs person={person} board={board} />
        </Suspense>
      </Section>
      <Section title="Votes as a file" id="export">
        <ExportVotes person={person} board={board} />
      </Section>
    </BoardFrame>
  );
}

function Wait({ name }: { name: string }) {
  return (
    <Loading name={name}>
      <TextSkeleton lines={4} />
    </Loading>
  );
}
