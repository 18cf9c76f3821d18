'use client';

import { useReducer } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import { ClassifyPage } from '../../../_workspace/classify-page';
import { QuestionPlace } from '../../../_workspace/question-place';
import { classifyLesson, lessonTree } from './classify-lesson';
import { unitsOf } from './drawings';
import { type LessonAction, type LessonState, lessonReducer, startLesson } from './lesson';
import { LessonEnd } from './lesson-end';
import { LessonPanel } from './lesson-panel';

const reducer = (state: LessonState, action: LessonAction) => lessonReducer(classifyLesson, state, action);

const more = [
  { key: '/', does: 'finds a noun by any of its words' },
  { key: 'T', does: 'answers that it cannot be told, B that the image is broken or unsuitable' },
  { key: 'Z', does: 'shows the image large; + and − zoom' },
  { key: 'S', does: 'skips an image that you would rather leave to others' },
  { key: 'F', does: 'tells the organiser what is wrong with an image' },
  { key: '?', does: 'shows all keys' },
];

type TutorialProps = {
  /** Where one labels in earnest. */
  goOn: string;
  /** The campaign's field guide. */
  guide: string;
};

/** How an image is named, on drawings in the workspace's own page. */
export function ClassifyTutorial({ goOn, guide }: TutorialProps) {
  const [state, dispatch] = useReducer(reducer, startLesson);
  const step = classifyLesson[state.at];
  if (!step) return <LessonEnd kind="classify" goOn={goOn} guide={guide} more={more} />;
  const [unit] = unitsOf([step.page]) as [LeasedUnit];
  return (
    <QuestionPlace>
      <LessonPanel kind="classify" steps={classifyLesson} state={state} goOn={goOn} />
      <ClassifyPage
        key={state.shown}
        unit={unit}
        tree={lessonTree}
        takeFocus={state.shown > 0}
        onSend={(votes) => dispatch({ type: 'send', votes })}
        onUndo={step.takesBack && (() => dispatch({ type: 'undo' }))}
      />
    </QuestionPlace>
  );
}
