'use client';

import { Flag, Plus, SkipForward, Undo2 } from 'lucide-react';
import { useEffect, useReducer, useRef, useState } from 'react';
import { answerOfNouns, MOST_NOUNS } from '#lib/labelling/answer-of-nouns';
import type { AskedNoun, LeasedUnit } from '#lib/labelling/assignment';
import type { ClassifyNoun, ClassifyTree } from '#lib/labelling/classify-noun';
import type { VoteInput } from '#lib/labelling/vote';
import { Button } from '@/_components/button';
import type { KeyHint } from '@/_components/keys';
import { usePageKeys } from '@/_components/page-keys';
import { Picture } from '@/_components/picture';
import { useOverlay } from '@/_components/use-overlay';
import { ActionBar, BarButton, KeysBarButton, SendButton } from './action-bar';
import { classifyDialogs, LazyKeysDialog, LazyTellDialog, LazyZoomDialog } from './dialogs';
import { useLoadedAhead } from './lazy-dialog';
import { LikelyNouns } from './likely-nouns';
import { NamedNouns } from './named-nouns';
import { NounFinder } from './noun-finder';
import { oneOfText } from './noun-phrase';
import { NounPicker } from './noun-picker';
import { nounsBelow, pathTo, pickerReducer, startPicker } from './picker-state';
import { showQuestion } from './question-place';
import { isLookedAt } from './stopwatch';
import type { UnitFlag } from './unit-flag';
import { useWatch } from './use-watch';

const noNoun: { answer: string; label: string; short?: string; key: string }[] = [
  { answer: 'none', label: 'None of these', key: 'n' },
  { answer: 'cannot-tell', label: 'Cannot tell', key: 't' },
  { answer: 'broken', label: 'Broken or unsuitable', short: 'Unsuitable', key: 'b' },
];

const hints: KeyHint[] = [
  { keys: ['1', '…', '9'], does: 'go to the noun with this number; once more answers with it' },
  { keys: ['↓', '↑', '→', '←'], does: 'walk the nouns, down one and back' },
  { keys: ['/'], does: 'find a noun by a word' },
  { keys: ['Enter'], does: 'answer with the noun that you stand on' },
  ...noNoun.map(({ key, label }) => ({ keys: [key.toUpperCase()], does: `answer: ${label.toLowerCase()}` })),
  { keys: ['Z'], does: 'see the image large; + and − zoom, the arrows move it' },
  { keys: ['S'], does: 'skip the image' },
  { keys: ['U'], does: 'take the last answer back' },
  { keys: ['F'], does: 'tell the organiser of the image' },
  { keys: ['?'], does: 'show these keys' },
];

const severalHints: KeyHint[] = [
  { keys: ['A'], does: 'keep the noun that you stand on and name another' },
  ...hints,
];

const none: readonly AskedNoun[] = [];

const NAME = 'The image to name';

type ClassifyPageProps = {
  /** Whose nouns are found by a word; left out where all there are stand in the tree. */
  campaign?: string;
  unit: LeasedUnit;
  tree: ClassifyTree;
  /** The nouns of the digits, the likeliest first; without them the digits are for those shown of the tree. */
  likely?: readonly AskedNoun[];
  /** Whether an answer may be several nouns. */
  several?: boolean;
  /** Whether the first noun takes the focus: on every image but the first. */
  takeFocus: boolean;
  onSend: (votes: VoteInput[]) => void;
  onSkip?: () => void;
  /** Takes the answer that was given last back; undefined where there is none. */
  onUndo?: () => void;
  /** What the labeler told the organiser of the image, and how to tell it; left out where nobody is told. */
  flag?: UnitFlag;
};

/** One image and the nouns to name it with. One may stop at any of them: some dog. */
export function ClassifyPage(props: ClassifyPageProps) {
  const { campaign, unit, tree, likely = none, several = false, takeFocus } = props;
  const { onSend, onSkip, onUndo, flag } = props;
  const [{ path }, dispatch] = useReducer(pickerReducer, tree, startPicker);
  const [named, name] = useState<readonly ClassifyNoun[]>([]);
  const [keysShown, showKeys] = useOverlay();
  const [telling, tell] = useOverlay();
  const [zoomed, zoom] = useOverlay();
  useLoadedAhead(classifyDialogs);
  const page = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const watch = useWatch(String(unit.id));
  const here = path.at(-1);
  const shown = nounsBelow(tree, here?.id);
  // Where one stands again after naming a noun, at the root, is above it and says nothing more.
  const isNamed = named.some(
    ({ id }) => id === here?.id || pathTo(tree, id)?.some((noun) => noun.id === here?.id),
  );
  const nouns = here && !isNamed ? [...named, here] : named;

  const find = (selector: string) => page.current?.querySelector<HTMLElement>(selector);

  useEffect(() => {
    if (!takeFocus) return;
    showQuestion(page.current);
    page.current?.querySelector<HTMLElement>('[data-nouns] button')?.focus({ preventScroll: true });
  }, [takeFocus]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: who goes to another noun begins at its top
  useEffect(() => {
    list.current?.scrollTo({ top: 0 });
  }, [here?.id]);

  const send = (answer: string) => {
    const milliseconds = Math.round(watch());
    if (isLookedAt(milliseconds)) onSend([{ unitId: unit.id, answer, milliseconds }]);
  };
  const sendNouns = () => {
    if (nouns.length > 0) send(answerOfNouns(nouns.map(({ id }) => id)));
  };
  /** Keeps the noun that is stood on and begins again for a further one. */
  const another = () => {
    name(nouns);
    dispatch({ type: 'start', tree });
    setTimeout(() => find('[data-nouns] button')?.focus({ preventScroll: true }));
  };
  const mayNameMore = several && here !== undefined && !isNamed && nouns.length < MOST_NOUNS;
  const skip = onSkip && (() => isLookedAt(watch()) && onSkip());
  // The answer has the focus then: Enter gives it, the arrows go on from it.
  const focusAnswer = () => setTimeout(() => find('[data-answer] button')?.focus({ preventScroll: true }));
  const down = (noun: ClassifyNoun) => {
    dispatch({ type: 'down', noun });
    focusAnswer();
  };
  /** Goes to one of the likeliest, or answers with it where one stands there. */
  const choose = (noun: AskedNoun) => {
    if (noun.id === here?.id) return sendNouns();
    dispatch({ type: 'jump', noun: tree.nouns[noun.id] ?? { ...noun, kinds: 0 }, tree });
    focusAnswer();
  };
  const up = () => {
    dispatch({ type: 'up' });
    if (path.length > 1) focusAnswer();
  };

  usePageKeys((key, target) => {
    const other = noNoun.find((one) => one.key === key.toLowerCase());
    const digit = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
    const noun = shown[digit];
    if (likely[digit]) choose(likely[digit]);
    else if (noun && likely.length === 0) down(noun);
    else if (other) send(other.answer);
    else if (key.toLowerCase() === 'a' && mayNameMore) another();
    else if (key === '/') find('#find-noun')?.focus();
    // Enter on a button or link is for that.
    else if (key === 'Enter' && target.closest('a, button, summary') === null) sendNouns();
    else if (key === 'ArrowDown') find('[data-nouns] button')?.focus();
    else if ((key === 'ArrowLeft' || key === 'Backspace') && here) up();
    else if (key.toLowerCase() === 'z') zoom(true);
    else if (key.toLowerCase() === 's' && skip) skip();
    else if (key.toLowerCase() === 'u' && onUndo) onUndo();
    else if (key.toLowerCase() === 'f' && flag) tell(true);
    else if (key === '?') showKeys(true);
    else return false;
    return true;
  });

  return (
    <div
      ref={page}
      data-classify
      className="mt-3 grid gap-x-8 lg:h-[calc(100dvh-9rem)] lg:min-h-0 lg:grow lg:grid-cols-[minmax(0,1fr)_26rem] lg:grid-rows-[minmax(0,1fr)]"
    >
      <div className="max-lg:bleed relative lg:min-h-0">
        <Picture
          src={unit.imageUrl}
          alt={NAME}
          width={unit.width}
          height={unit.height}
          eager
          // Decoded ahead: it is there in the same frame as the page.
          decoding="sync"
          className="h-[36dvh] w-full bg-well object-contain lg:h-full"
        />
        <button
          type="button"
          aria-label="See the image large"
          aria-haspopup="dialog"
          onClick={() => zoom(true)}
          className="focus-on-picture absolute inset-0 cursor-zoom-in"
        />
      </div>
      <div className="flex min-w-0 flex-col gap-3 max-lg:mt-3 lg:min-h-0">
        <h1 className="text-xl font-semibold sm:text-2xl">What does this image show?</h1>
        {named.length > 0 && (
          <NamedNouns nouns={named} onTakeOut={(out) => name(named.filter(({ id }) => id !== out))} />
        )}
        {likely.length > 0 && <LikelyNouns nouns={likely} here={here?.id} onChoose={choose} />}
        {campaign !== undefined && (
          <NounFinder
            campaign={campaign}
            onFound={(noun) => {
              dispatch({ type: 'jump', noun, tree });
              focusAnswer();
            }}
          />
        )}
        <div ref={list} className="lg:-mx-1 lg:min-h-0 lg:grow lg:overflow-y-auto lg:px-1 lg:pb-1">
          <NounPicker
            digits={likely.length === 0}
            path={path}
            shown={shown}
            onDown={down}
            onUp={up}
            onBack={(depth) => dispatch({ type: 'back', depth })}
          />
        </div>
        <ActionBar beside>
          <div className="flex items-center gap-1">
            <SendButton wide disabled={nouns.length === 0} onClick={sendNouns}>
              {nouns.length > 0
                ? answerText(nouns, here?.id === nouns.at(-1)?.id && shown.length > 0)
                : 'Choose a noun'}
            </SendButton>
            {mayNameMore && (
              <BarButton bare icon={Plus} onClick={another}>
                And another noun
              </BarButton>
            )}
            {onUndo && (
              <BarButton bare icon={Undo2} onClick={onUndo}>
                Last answer
              </BarButton>
            )}
            {skip && (
              <BarButton bare icon={SkipForward} onClick={skip}>
                Skip
              </BarButton>
            )}
            {flag && (
              <BarButton bare icon={Flag} opensDialog onClick={() => tell(true)}>
                Tell the organiser
              </BarButton>
            )}
            <KeysBarButton bare onClick={() => showKeys(true)} />
          </div>
          <div className="mt-2 grid grid-cols-3 gap-1 sm:gap-2">
            {noNoun.map(({ answer, label, short }) => (
              <Button key={answer} size="small" onClick={() => send(answer)}>
                <span className="max-sm:sr-only">{label}</span>
                <span aria-hidden className="sm:hidden">
                  {short ?? label}
                </span>
              </Button>
            ))}
          </div>
        </ActionBar>
      </div>
      {zoomed && <LazyZoomDialog unit={unit} name={NAME} onClose={() => zoom(false)} />}
      {telling && flag && <LazyTellDialog image={unit} name={NAME} flag={flag} onClose={() => tell(false)} />}
      {keysShown && <LazyKeysDialog hints={several ? severalHints : hints} onClose={() => showKeys(false)} />}
    </div>
  );
}

function answerText(nouns: readonly ClassifyNoun[], hasKinds: boolean): string {
  const [only, another] = nouns as readonly [ClassifyNoun, ...ClassifyNoun[]];
  if (another) return `Answer: ${nouns.map(({ words, id }) => words[0] ?? id).join(' and ')}`;
  const word = only.words[0] ?? only.id;
  return `Answer: ${hasKinds ? `some ${word}` : oneOfText(word)}`;
}
