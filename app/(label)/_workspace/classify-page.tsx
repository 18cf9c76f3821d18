'use client';

import { Flag, SkipForward, Undo2 } from 'lucide-react';
import { useEffect, useReducer, useRef } from 'react';
import type { LeasedUnit } from '#lib/labelling/assignment';
import type { ClassifyNoun, ClassifyTree } from '#lib/labelling/classify-noun';
import type { VoteInput } from '#lib/labelling/vote';
import { Button } from '@/_components/button';
import type { KeyHint } from '@/_components/keys';
import { KeysDialog } from '@/_components/keys-dialog';
import { usePageKeys } from '@/_components/page-keys';
import { Picture } from '@/_components/picture';
import { useOverlay } from '@/_components/use-overlay';
import { NounFinder } from './noun-finder';
import { oneOf } from './noun-phrase';
import { NounPicker } from './noun-picker';
import { nounsBelow, pickerReducer, startPicker } from './picker-state';
import { isLookedAt } from './stopwatch';
import { TellDialog } from './tell-dialog';
import type { UnitFlag } from './use-flags';
import { useWatch } from './use-watch';

const noNoun = [
  { answer: 'none', label: 'None of these', key: 'n' },
  { answer: 'cannot-tell', label: 'Cannot tell', key: 't' },
  { answer: 'broken', label: 'Broken or unsuitable', key: 'b' },
];

const hints: KeyHint[] = [
  { keys: ['1', '…', '9'], does: 'go to the noun with this number' },
  { keys: ['↓', '↑', '→', '←'], does: 'walk the nouns, down one and back' },
  { keys: ['/'], does: 'find a noun by a word' },
  { keys: ['Enter'], does: 'answer with the noun that you stand on' },
  ...noNoun.map(({ key, label }) => ({ keys: [key.toUpperCase()], does: `answer: ${label.toLowerCase()}` })),
  { keys: ['S'], does: 'skip the picture' },
  { keys: ['U'], does: 'take the last answer back' },
  { keys: ['F'], does: 'tell the organiser of the picture' },
  { keys: ['?'], does: 'show these keys' },
];

type ClassifyPageProps = {
  campaign: string;
  unit: LeasedUnit;
  tree: ClassifyTree;
  /** Whether the first noun takes the focus: on every picture but the first. */
  takeFocus: boolean;
  onSend: (votes: VoteInput[]) => void;
  onSkip: () => void;
  /** Takes the answer that was given last back; undefined where there is none. */
  onUndo?: () => void;
  /** What the labeler told the organiser of the picture, and how to tell it. */
  flag: UnitFlag;
};

/** One picture and the nouns to name it with. One may stop at any of them: some dog. */
export function ClassifyPage(props: ClassifyPageProps) {
  const { campaign, unit, tree, takeFocus, onSend, onSkip, onUndo, flag } = props;
  const [{ path }, dispatch] = useReducer(pickerReducer, tree, startPicker);
  const [keysShown, showKeys] = useOverlay();
  const [telling, tell] = useOverlay();
  const page = useRef<HTMLDivElement>(null);
  const watch = useWatch(String(unit.id));
  const here = path.at(-1);
  const shown = nounsBelow(tree, here?.id);

  const find = (selector: string) => page.current?.querySelector<HTMLElement>(selector);

  useEffect(() => {
    if (!takeFocus) return;
    window.scrollTo({ top: 0 });
    page.current?.querySelector<HTMLElement>('ul button')?.focus({ preventScroll: true });
  }, [takeFocus]);

  const send = (answer: string) => {
    const milliseconds = Math.round(watch());
    if (isLookedAt(milliseconds)) onSend([{ unitId: unit.id, answer, milliseconds }]);
  };
  const skip = () => isLookedAt(watch()) && onSkip();
  // The answer has the focus then: Enter gives it, the arrows go on from it.
  const focusAnswer = () => setTimeout(() => find('[data-answer] button')?.focus({ preventScroll: true }));
  const down = (noun: ClassifyNoun) => {
    dispatch({ type: 'down', noun });
    focusAnswer();
  };
  const up = () => {
    dispatch({ type: 'up' });
    if (path.length > 1) focusAnswer();
  };

  usePageKeys((key, target) => {
    const other = noNoun.find((one) => one.key === key.toLowerCase());
    const noun = /^[1-9]$/.test(key) ? shown[Number(key) - 1] : undefined;
    if (noun) down(noun);
    else if (other) send(other.answer);
    else if (key === '/') find('#find-noun')?.focus();
    else if (key === 'Enter' && target === document.body && here) send(here.id);
    else if (key === 'ArrowDown') find('ul button')?.focus();
    else if ((key === 'ArrowLeft' || key === 'Backspace') && here) up();
    else if (key.toLowerCase() === 's') skip();
    else if (key.toLowerCase() === 'u' && onUndo) onUndo();
    else if (key.toLowerCase() === 'f') tell(true);
    else if (key === '?') showKeys(true);
    else return false;
    return true;
  });

  return (
    <div ref={page} className="mt-3 grid gap-x-8 lg:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="max-lg:bleed lg:sticky lg:top-4 lg:self-start">
        <Picture
          src={unit.imageUrl}
          alt="The picture to name"
          width={unit.width}
          height={unit.height}
          eager
          className="h-[32dvh] sm:h-[38dvh] w-full bg-well object-contain lg:h-[calc(100dvh-9rem)]"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-3 max-lg:mt-3">
        <h1 className="text-xl font-semibold sm:text-2xl">What does this picture show?</h1>
        <NounFinder
          campaign={campaign}
          onFound={(noun) => {
            dispatch({ type: 'jump', noun, tree });
            focusAnswer();
          }}
        />
        <NounPicker
          path={path}
          shown={shown}
          onDown={down}
          onUp={up}
          onBack={(depth) => dispatch({ type: 'back', depth })}
        />
        <div className="max-lg:bleed max-lg:gutter sticky bottom-0 z-10 border-t border-line bg-paper py-2 [&_button]:min-h-11">
          <div data-answer className="grid">
            <Button variant="primary" disabled={!here} onClick={() => here && send(here.id)}>
              {here ? answerText(here, shown.length > 0) : 'Choose a noun'}
            </Button>
          </div>
          <div className="mt-2 flex flex-wrap gap-2 *:max-sm:grow">
            {noNoun.map(({ answer, label }) => (
              <Button key={answer} size="small" onClick={() => send(answer)}>
                {label}
              </Button>
            ))}
            <Button size="small" variant="quiet" icon={<SkipForward aria-hidden size={16} />} onClick={skip}>
              Skip
            </Button>
            {onUndo && (
              <Button size="small" variant="quiet" icon={<Undo2 aria-hidden size={16} />} onClick={onUndo}>
                Last answer
              </Button>
            )}
            <Button
              size="small"
              variant="quiet"
              aria-haspopup="dialog"
              icon={<Flag aria-hidden size={16} />}
              onClick={() => tell(true)}
            >
              Tell<span className="sr-only"> the organiser</span>
            </Button>
            <TellDialog
              picture={unit}
              name="The picture to name"
              flag={flag}
              open={telling}
              onOpenChange={tell}
            />
            <div className="max-sm:hidden">
              <KeysDialog hints={hints} open={keysShown} onOpenChange={showKeys} />
            </div>
          </div>
        </div>
      </div>
    </div>
  );
}

function answerText(noun: ClassifyNoun, hasKinds: boolean): string {
  const { article, word } = oneOf(noun.words[0] ?? noun.id);
  return hasKinds ? `Answer: some ${word}` : `Answer: ${article} ${word}`;
}
