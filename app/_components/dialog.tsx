'use client';

import { clsx } from 'clsx';
import { X } from 'lucide-react';
import {
  cloneElement,
  createContext,
  type MouseEvent,
  type ReactElement,
  type ReactNode,
  useContext,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';

type Pressable = ReactElement<{ onClick?: (event: MouseEvent) => void; 'aria-haspopup'?: 'dialog' }>;

type DialogProps = {
  /** The button that opens it; left out where `open` is governed from outside. */
  trigger?: Pressable;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons; the primary one last. Wrap those that only close in DialogClose. */
  footer?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  width?: 'narrow' | 'wide' | 'full';
};

const widths = {
  narrow: 'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-lg rounded border border-line',
  wide: 'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100vw-2rem)] max-w-4xl rounded border border-line',
  full: 'm-0 size-full max-h-none max-w-none',
};

const CloseContext = createContext<() => void>(() => {});

/**
 * A question or a short task that must be finished or left before going on: the browser's own modal dialog, which keeps
 * the focus inside and gives it back. What has `data-takes-focus` in it has the focus first, else the first control.
 */
export function Dialog({ trigger, open, onOpenChange, ...content }: DialogProps) {
  const [openHere, setOpenHere] = useState(false);
  const shown = open ?? openHere;
  const change = onOpenChange ?? setOpenHere;
  return (
    <>
      {trigger && cloneElement(trigger, { 'aria-haspopup': 'dialog', onClick: () => change(true) })}
      {shown && <OpenDialog {...content} onClose={() => change(false)} />}
    </>
  );
}

function OpenDialog({
  title,
  description,
  children,
  footer,
  onClose,
  width = 'narrow',
}: Omit<DialogProps, 'trigger' | 'open' | 'onOpenChange'> & { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    element?.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
    return () => element?.close();
  }, []);

  return (
    <CloseContext value={onClose}>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key, and the browser's */}
      <dialog
        ref={dialog}
        aria-labelledby={`${id}-title`}
        aria-describedby={description === undefined ? undefined : `${id}-description`}
        onCancel={(event) => {
          event.preventDefault();
          onClose();
        }}
        // Closed by the browser without being asked, as a second Escape does.
        onClose={(event) => !event.currentTarget.open && event.currentTarget.isConnected && onClose()}
        // The backdrop is the dialog's own; everything in it lies within the one box below.
        onClick={(event) => event.target === event.currentTarget && onClose()}
        className={clsx(
          'overflow-hidden bg-sheet p-0 text-ink shadow-float backdrop:bg-scrim',
          widths[width],
        )}
      >
        <div className={clsx('flex flex-col', width === 'full' ? 'h-full' : 'max-h-[inherit]')}>
          <div
            className={clsx(
              'flex shrink-0 items-center justify-between gap-4',
              width === 'full' ? 'border-b border-line px-4 py-1' : 'px-6 pt-4',
            )}
          >
            <h2
              id={`${id}-title`}
              className={clsx('font-semibold', width === 'full' ? 'text-base' : 'text-xl')}
            >
              {title}
            </h2>
            <button
              type="button"
              aria-label="Close"
              onClick={onClose}
              className="-mr-2 flex size-11 shrink-0 items-center justify-center rounded hover:bg-well"
            >
              <X aria-hidden size={20} />
            </button>
          </div>
          <div
            className={width === 'full' ? 'flex min-h-0 flex-1 flex-col' : 'overflow-y-auto px-6 pt-2 pb-6'}
          >
            {description !== undefined && (
              <div id={`${id}-description`} className="text-ink-soft">
                {description}
              </div>
            )}
            {children !== undefined && (
              <div className={width === 'full' ? 'min-h-0 flex-1' : 'mt-4'}>{children}</div>
            )}
          </div>
          {footer !== undefined && (
            <div
              className={clsx(
                'flex shrink-0 flex-wrap justify-end border-t border-line',
                width === 'full' ? 'gap-2 px-4 py-2' : 'gap-3 px-6 py-4',
              )}
            >
              {footer}
            </div>
          )}
        </div>
      </dialog>
    </CloseContext>
  );
}

/** Makes the button inside it close the dialog. */
export function DialogClose({ children }: { children: Pressable }) {
  const close = useContext(CloseContext);
  return cloneElement(children, { onClick: close });
}
