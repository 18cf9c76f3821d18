'use client';

import { useRouter } from 'next/navigation';
import { useReducer } from 'react';
import type { CampaignFacts } from '#lib/labelling/campaign';
import type { ClassifyTree } from '#lib/labelling/classify-noun';
import type { Qualification, QualificationResult } from '#lib/labelling/qualification';
import type { VoteInput } from '#lib/labelling/vote';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { LiveRegion } from '@/_components/live-region';
import { Refusal, sendJson } from '@/_components/send-json';
import { Loading, MosaicSkeleton } from '@/_components/skeleton';
import { ClassifyPage } from '../_workspace/classify-page';
import { QuestionPlace } from '../_workspace/question-place';
import { VerifyPage } from '../_workspace/verify-page';
import { QuizEnd } from './quiz-end';
import { QuizIntro } from './quiz-intro';
import { type QuizState, quizReducer, startQuiz } from './quiz-state';
import { QuizTold } from './quiz-told';

type QuizProps = {
  campaign: CampaignFacts;
  round: Qualification;
  /** The nouns of a classify campaign; null for verify. */
  tree: ClassifyTree | null;
};

/** A campaign's qualification: what it is, its questions as the campaign asks them, what is right, and what to do then. */
export function Quiz({ campaign, round, tree }: QuizProps) {
  const { slug, title, kind } = campaign;
  const { refresh } = useRouter();
  const [state, dispatch] = useReducer(quizReducer, { kind, round }, startQuiz);
  const guide = `/label/${slug}/guide`;
  const goOn = () => dispatch({ type: 'go-on' });

  const send = async (votes: readonly VoteInput[]) => {
    dispatch({ type: 'send', votes });
    try {
      const result = await sendJson<QualificationResult>('POST', `campaigns/${slug}/qualification`, {
        votes,
      });
      dispatch({ type: 'tell', result });
    } catch (error) {
      const message = error instanceof Refusal ? error.message : 'There is no connection to the server.';
      dispatch({ type: 'fail', message });
    }
  };

  switch (state.phase) {
    case 'intro':
      return (
        <QuizIntro title={title} state={state} guide={guide} onBegin={() => dispatch({ type: 'begin' })} />
      );
    case 'passed':
    case 'failed':
    case 'used-up':
      return <QuizEnd state={state} guide={guide} onAgain={goOn} onStart={refresh} />;
  }
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-3 pb-8 lg:flex lg:min-h-0 lg:grow lg:flex-col lg:has-data-classify:pb-0">
      <QuestionPlace>
        <p className="text-sm text-ink-soft tabular-nums">
          {title}: {placeText(state)}
        </p>
        {state.phase === 'asking' && (
          <QuizQuestion campaign={campaign} state={state} tree={tree} onSend={send} />
        )}
        {state.phase === 'sending' && (
          <Sending trouble={state.trouble} onAgain={() => void send(state.votes)} />
        )}
        {state.phase === 'told' && <QuizTold state={state} tree={tree} onGoOn={goOn} />}
      </QuestionPlace>
      <LiveRegion>{spoken(state)}</LiveRegion>
    </div>
  );
}

type QuizQuestionProps = {
  campaign: CampaignFacts;
  state: QuizState;
  tree: ClassifyTree | null;
  onSend: (votes: VoteInput[]) => void;
};

function QuizQuestion({ campaign, state: { page, answered }, tree, onSend }: QuizQuestionProps) {
  const [unit] = page?.units ?? [];
  if (page?.noun) {
    return (
      <VerifyPage
        key={page.key}
        noun={page.noun}
        units={page.units}
        takeFocus={answered > 0}
        onSend={onSend}
      />
    );
  }
  return (
    unit &&
    tree && (
      <ClassifyPage
        key={unit.id}
        campaign={campaign.slug}
        unit={unit}
        tree={tree}
        several={campaign.severalNouns}
        takeFocus={answered > 0}
        onSend={onSend}
      />
    )
  );
}

function Sending({ trouble, onAgain }: { trouble: string | null; onAgain: () => void }) {
  if (trouble === null) {
    return (
      <div className="mt-4">
        <Loading name="Comparing your answers">
          <MosaicSkeleton count={6} />
        </Loading>
      </div>
    );
  }
  return (
    <div className="mt-4">
      <Callout
        tone="bad"
        title="Your answers did not arrive"
        action={<Button onClick={onAgain}>Try again</Button>}
      >
        {trouble} They are kept on this page.
      </Callout>
    </div>
  );
}

function placeText({ answered, page, phase, round: { needed } }: QuizState): string {
  const shown = page?.units.length ?? 1;
  const first = phase === 'told' ? answered - shown + 1 : answered + 1;
  const last = Math.min(first + shown - 1, needed);
  return first === last ? `test image ${first} of ${needed}` : `test images ${first} to ${last} of ${needed}`;
}

function spoken({ phase, feedback }: QuizState): string {
  if (phase !== 'told') return '';
  const right = feedback.filter((each) => each.right).length;
  return `${right} of ${feedback.length} right.`;
}
