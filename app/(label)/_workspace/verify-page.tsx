'use client';

import { Flag, SkipForward, Undo2 } from 'lucide-react';
import { useEffect, useReducer, useRef } from 'react';
import type { AskedNoun, LeasedUnit } from '#lib/labelling/assignment';
import type { VoteInput } from '#lib/labelling/vote';
import { Button } from '@/_components/button';
import type { KeyHint } from '@/_components/keys';
import { KeysDialog } from '@/_components/keys-dialog';
import { usePageKeys } from '@/_components/page-keys';
import { useOverlay } from '@/_components/use-overlay';
import { oneOf } from './noun-phrase';
import { pageReducer, startPage } from './page-state';
import { isLookedAt } from './stopwatch';
import { TellDialog } from './tell-dialog';
import type { UnitFlag } from './use-flags';
import { useWatch } from './use-watch';
import { VerifyGrid } from './verify-grid';
import { ZoomDialog } from './zoom-dialog';

const hints: KeyHint[] = [
  { keys: ['←', '↑', '→', '↓'], does: 'go from picture to picture' },
  { keys: ['Space'], does: 'choose the picture, or no longer' },
  { keys: ['Enter'], does: 'send the page and see the next one' },
  { keys: ['U'], does: 'take the last choice back, or the page that was sent last' },
  { keys: ['Z'], does: 'see the picture large' },
  { keys: ['S'], does: 'skip the page' },
  { keys: ['F'], does: 'tell the organiser of the picture' },
  { keys: ['?'], does: 'show these keys' },
];

const gridKeys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

type VerifyPageProps = {
  noun: AskedNoun;
  units: readonly LeasedUnit[];
  /** Whether the first picture takes the focus: on every page but the first. */
  takeFocus: boolean;
  /** What was answered before the page was taken back. */
  before?: readonly VoteInput[];
  onSend: (votes: VoteInput[]) => void;
  onSkip?: () => void;
  /** Takes the page that was sent last back; undefined where there is none. */
  onUndo?: () => void;
  /** What the labeler told the organiser of a unit, and how to tell it; left out where there is no account. */
  flagOf?: (unitId: number) => UnitFlag;
};

/** One page: the question, the noun's definition, the pictures, and the button that sends. */
export function VerifyPage(props: VerifyPageProps) {
  const { noun, units, takeFocus, before, onSend, onSkip, onUndo, flagOf } = props;
  const [state, dispatch] = useReducer(
    pageReducer,
    { count: units.length, chosen: chosenBefore(units, before) },
    startPage,
  );
  const top = useRef<HTMLDivElement>(null);
  const [keysShown, showKeys] = useOverlay();
  // The keys go on from the picture that was seen last.
  const [zoomed, zoom] = useOverlay(() => firstTabbable(top.current));
  const [telling, tell] = useOverlay(() => firstTabbable(top.current));
  const watch = useWatch(units[0]?.id.toString());
  const { article, word } = oneOf(noun.words[0] ?? noun.id);
  const claim = `shows ${article} ${word}`;

  useEffect(() => {
    if (!takeFocus) return;
    window.scrollTo({ top: 0 });
    firstTabbable(top.current)?.focus({ preventScroll: true });
  }, [takeFocus]);

  const send = () => {
    const watched = watch();
    if (!isLookedAt(watched)) return;
    // A page's time is shared among its pictures.
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

  const undo = () => (state.toggles.length > 0 ? dispatch({ type: 'undo' }) : onUndo?.());

  usePageKeys((key, target) => {
    const inGrid = target.closest('[data-grid]') !== null;
    // Enter on a button or link elsewhere is for that.
    if (key === 'Enter' && (inGrid || target.closest('a, button') === null)) send();
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
  return (
    <div ref={top}>
      <h1 className="mt-2 text-xl font-semibold sm:text-2xl">
        Click every picture that shows {article}{' '}
        <mark className="bg-accent-wash px-1 text-accent">{word}</mark>
      </h1>
      <p className="mt-1 mb-3 line-clamp-3 max-w-3xl text-sm sm:text-base">
        {noun.gloss}
        {noun.words.length > 1 && (
          <span className="text-ink-soft"> · also {noun.words.slice(1).join(', ')}</span>
        )}
      </p>
      <VerifyGrid
        name={`${units.length === 1 ? '1 picture' : `${units.length} pictures`}: which show ${article} ${word}?`}
        units={units}
        state={state}
        dispatch={dispatch}
      />
      <div className="bleed gutter sticky bottom-0 z-10 flex flex-wrap items-center gap-x-2 gap-y-1 border-t border-line bg-paper py-2 sm:py-3 [&_button]:min-h-11">
        <div className="grid max-sm:w-full">
          <Button variant="primary" onClick={send}>
            {chosen === 0 ? 'Send: none shows it' : `Send: ${chosen} ${chosen === 1 ? 'shows' : 'show'} it`}
          </Button>
        </div>
        {skip && (
          <Button variant="quiet" icon={<SkipForward aria-hidden size={18} />} onClick={skip}>
            Skip
          </Button>
        )}
        {onUndo && (
          <Button variant="quiet" icon={<Undo2 aria-hidden size={18} />} onClick={onUndo}>
            Last page
          </Button>
        )}
        <ZoomDialog
          units={units}
          claim={claim}
          state={state}
          dispatch={dispatch}
          open={zoomed}
          onOpenChange={zoom}
        />
        {flagOf && focused && (
          <>
            <Button
              variant="quiet"
              aria-haspopup="dialog"
              icon={<Flag aria-hidden size={18} />}
              onClick={() => tell(true)}
            >
              Tell<span className="max-sm:sr-only"> the organiser</span>
            </Button>
            <TellDialog
              picture={focused}
              name={`Picture ${state.focus + 1} of ${units.length}`}
              flag={flagOf(focused.id)}
              open={telling}
              onOpenChange={tell}
            />
          </>
        )}
        <div className="max-sm:hidden">
          <KeysDialog hints={hints} open={keysShown} onOpenChange={showKeys} />
        </div>
      </div>
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
