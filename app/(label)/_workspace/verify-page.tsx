'use client';

import { Flag, SkipForward, Undo2, ZoomIn } from 'lucide-react';
import { type ReactNode, useEffect, useReducer, useRef } from 'react';
import type { AskedNoun, LeasedUnit } from '#lib/labelling/assignment';
import type { VoteInput } from '#lib/labelling/vote';
import type { KeyHint } from '@/_components/keys';
import { LiveRegion } from '@/_components/live-region';
import { usePageKeys } from '@/_components/page-keys';
import { useOverlay } from '@/_components/use-overlay';
import { ActionBar, BarButton, KeysBarButton, SendButton } from './action-bar';
import { LazyKeysDialog, LazyTellDialog, LazyVerifyZoom, verifyDialogs } from './dialogs';
import { useLoadedAhead } from './lazy-dialog';
import { oneOf, oneOfText } from './noun-phrase';
import { pageReducer, startPage } from './page-state';
import { showQuestion } from './question-place';
import { isLookedAt } from './stopwatch';
import type { UnitFlag } from './unit-flag';
import { useWatch } from './use-watch';
import { VerifyGrid } from './verify-grid';

const hints: KeyHint[] = [
  { keys: ['←', '↑', '→', '↓'], does: 'go from image to image' },
  { keys: ['Space'], does: 'choose the image, or no longer' },
  { keys: ['Shift', '→'], does: 'choose all from here to there, so with a click too' },
  { keys: ['Enter'], does: 'send the page and see the next one' },
  { keys: ['U'], does: 'take the last choice back, or the page that was sent last' },
  { keys: ['Z'], does: 'see the image large; + and − zoom, the arrows move it' },
  { keys: ['S'], does: 'skip the page' },
  { keys: ['F'], does: 'tell the organiser of the image' },
  { keys: ['?'], does: 'show these keys' },
];

const gridKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

type VerifyPageProps = {
  noun: AskedNoun;
  units: readonly LeasedUnit[];
  /** Whether the first image takes the focus: on every page but the first. */
  takeFocus: boolean;
  /** What was answered before the page was taken back. */
  before?: readonly VoteInput[];
  onSend: (votes: VoteInput[]) => void;
  onSkip?: () => void;
  /** Takes the page that was sent last back; undefined where there is none. */
  onUndo?: () => void;
  /** What the labeler told the organiser of a unit, and how to tell it; left out where there is no account. */
  flagOf?: (unitId: number) => UnitFlag;
  /** What helps to tell the noun from others, beside its definition. */
  guide?: ReactNode;
};

/** One page: the question, the noun's definition, the images, and the button that sends. */
export function VerifyPage(props: VerifyPageProps) {
  const { noun, units, takeFocus, before, onSend, onSkip, onUndo, flagOf, guide } = props;
  const [state, dispatch] = useReducer(
    pageReducer,
    { count: units.length, chosen: chosenBefore(units, before) },
    startPage,
  );
  const top = useRef<HTMLDivElement>(null);
  const [keysShown, showKeys] = useOverlay();
  // The keys go on from the image that was seen last.
  const [zoomed, zoom] = useOverlay(() => firstTabbable(top.current));
  const [telling, tell] = useOverlay(() => firstTabbable(top.current));
  useLoadedAhead(verifyDialogs);
  const watch = useWatch(units[0]?.id.toString());
  const asked = noun.words[0] ?? noun.id;
  const { article, word } = oneOf(asked);
  const one = oneOfText(asked);

  useEffect(() => {
    if (!takeFocus) return;
    showQuestion(top.current);
    firstTabbable(top.current)?.focus({ preventScroll: true });
  }, [takeFocus]);

  const send = () => {
    const watched = watch();
    if (!isLookedAt(watched)) return;
    // A page's time is shared among its images.
    const milliseconds = Math.round(watched / units.length);
    onSend(
      units.map(({ id }, index) => ({
        unitId: id,
        answer: state.chosen.has(index) ? 'yes' : 'no',
        milliseconds,
      })),
    );
  };

  const skip = onSkip && (() => isLookedAt(watch()) && onSkip());

  const undo = () => (state.past.length > 0 ? dispatch({ type: 'undo' }) : onUndo?.());

  usePageKeys((key, target) => {
    const inGrid = target.closest('[data-grid]') !== null;
    // Enter on a button or link elsewhere is for that.
    if (key === 'Enter' && (inGrid || target.closest('a, button, summary') === null)) send();
    else if (key === '?') showKeys(true);
    else if (key === 'z' || key === 'Z') zoom(true);
    else if (key === 'u' || key === 'U') undo();
    else if ((key === 's' || key === 'S') && skip) skip();
    else if ((key === 'f' || key === 'F') && flagOf) tell(true);
    else if (gridKeys.includes(key) && !inGrid) firstTabbable(top.current)?.focus();
    else return false;
    return true;
  });

  const chosen = state.chosen.size;
  const focused = units[state.focus];
  const name = `Image ${state.focus + 1} of ${units.length}`;
  return (
    <div ref={top}>
      <div className="mt-2 gap-x-12 lg:flex lg:justify-between">
        <div className="min-w-0 lg:max-w-3xl">
          <h1 className="text-xl font-semibold sm:text-2xl">
            Click every image that shows {article}{' '}
            <mark className="bg-accent-wash px-1 text-accent">{word}</mark>
          </h1>
          <p className="mt-1 mb-3 line-clamp-3 text-sm sm:text-base">
            {noun.gloss}
            {noun.words.length > 1 && (
              <span className="text-ink-soft"> · also {noun.words.slice(1).join(', ')}</span>
            )}
          </p>
        </div>
        {guide}
      </div>
      <VerifyGrid
        name={`${units.length === 1 ? '1 image' : `${units.length} images`}: which show ${one}?`}
        units={units}
        state={state}
        dispatch={dispatch}
      />
      <ActionBar>
        <SendButton onClick={send}>
          <span>
            Send: {chosen === 0 ? 'none' : chosen}
            <span className="max-sm:sr-only">{chosen > 1 ? ' show it' : ' shows it'}</span>
          </span>
        </SendButton>
        {skip && (
          <BarButton icon={SkipForward} onClick={skip}>
            Skip
          </BarButton>
        )}
        {onUndo && (
          <BarButton icon={Undo2} onClick={onUndo}>
            Last page
          </BarButton>
        )}
        <BarButton icon={ZoomIn} opensDialog onClick={() => zoom(true)}>
          Zoom
        </BarButton>
        {flagOf && (
          <BarButton icon={Flag} opensDialog onClick={() => tell(true)}>
            Tell the organiser
          </BarButton>
        )}
        <KeysBarButton onClick={() => showKeys(true)} />
      </ActionBar>
      {keysShown && <LazyKeysDialog hints={hints} onClose={() => showKeys(false)} />}
      {zoomed && (
        <LazyVerifyZoom
          units={units}
          claim={`It shows ${one}`}
          state={state}
          dispatch={dispatch}
          onClose={() => zoom(false)}
        />
      )}
      {telling && flagOf && focused && (
        <LazyTellDialog image={focused} name={name} flag={flagOf(focused.id)} onClose={() => tell(false)} />
      )}
      <LiveRegion>{state.past.length > 0 ? `${chosen} of ${units.length} chosen` : ''}</LiveRegion>
    </div>
  );
}

/** The places of the units that were answered yes. */
function chosenBefore(units: readonly LeasedUnit[], before: readonly VoteInput[] = []): number[] {
  const yes = new Set(before.filter(({ answer }) => answer === 'yes').map(({ unitId }) => unitId));
  return units.flatMap(({ id }, index) => (yes.has(id) ? [index] : []));
}

function firstTabbable(within: HTMLElement | null): HTMLElement | null {
  return within?.querySelector<HTMLElement>('[data-grid] [tabindex="0"]') ?? null;
}
