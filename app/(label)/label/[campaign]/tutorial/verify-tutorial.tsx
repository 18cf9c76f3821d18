'use client';

import { useReducer } from 'react';
import { QuestionPlace } from '../../../_workspace/question-place';
import { VerifyPage } from '../../../_workspace/verify-page';
import { unitsOf } from './drawings';
import { type LessonAction, type LessonState, lessonReducer, startLesson } from './lesson';
import { LessonEnd } from './lesson-end';
import { LessonPanel } from './lesson-panel';
import { verifyLesson } from './verify-lesson';

const reducer = (state: LessonState, action: LessonAction) => lessonReducer(verifyLesson, state, action);

const more = [
  { key: 'Z', does: 'shows an image large; + and − zoom' },
  { key: 'S', does: 'skips a page that you would rather leave to others' },
  { key: 'F', does: 'tells the organiser what is wrong with an image' },
  { key: '?', does: 'shows all keys' },
];

type TutorialProps = {
  /** Where one labels in earnest. */
  goOn: string;
  /** The campaign's field guide. */
  guide: string;
};

/** How a verify page is answered, on drawings in the workspace's own page. */
export function VerifyTutorial({ goOn, guide }: TutorialProps) {
  const [state, dispatch] = useReducer(reducer, startLesson);
  const step = verifyLesson[state.at];
  if (!step) return <LessonEnd kind="verify" goOn={goOn} guide={guide} more={more} />;
  return (
    <QuestionPlace>
      <LessonPanel kind="verify" steps={verifyLesson} state={state} goOn={goOn} />
      <VerifyPage
        key={state.shown}
        noun={step.page.noun}
        units={unitsOf(step.page.drawings)}
        takeFocus={state.shown > 0}
        before={state.before}
        onSend={(votes) => dispatch({ type: 'send', votes })}
        onUndo={step.takesBack && (() => dispatch({ type: 'undo' }))}
      />
    </QuestionPlace>
  );
}
