import { clsx } from 'clsx';
import { Keyboard, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/_components/button';

/**
 * What can be done with the question, always in reach at the foot of the window: one row, also on a phone. `beside`: in a
 * column beside the image where the window is wide, with rows of its own; what stands above it scrolls by itself there.
 */
export function ActionBar({ beside = false, children }: { beside?: boolean; children: ReactNode }) {
  return (
    <div
      data-bar
      className={clsx(
        'sticky bottom-0 z-10 border-t border-line bg-paper pt-2 pb-[max(0.5rem,env(safe-area-inset-bottom))] [&_button]:min-h-11 [&_button]:min-w-11',
        beside ? 'max-lg:bleed max-lg:gutter lg:static' : 'bleed gutter flex items-center gap-1 sm:gap-2',
      )}
    >
      {children}
    </div>
  );
}

/** The one thing to do here. It takes the room that is left on a phone, with `wide` everywhere. */
export function SendButton({
  wide = false,
  ...props
}: {
  wide?: boolean;
  disabled?: boolean;
  onClick: () => void;
  children: ReactNode;
}) {
  return (
    <div data-answer className={clsx('grid min-w-0', wide ? 'grow' : 'max-sm:grow')}>
      <Button variant="primary" {...props} />
    </div>
  );
}

type BarButtonProps = {
  icon: LucideIcon;
  onClick: () => void;
  /** What it does; on a phone only the icon is seen. */
  children: string;
  opensDialog?: boolean;
  /** Shows the icon alone on a wide screen too. */
  bare?: boolean;
};

/** Something else that can be done. */
export function BarButton({
  icon: Icon,
  onClick,
  children,
  opensDialog = false,
  bare = false,
}: BarButtonProps) {
  return (
    <Button
      variant="quiet"
      title={children}
      {...(opensDialog && { 'aria-haspopup': 'dialog' as const })}
      icon={<Icon aria-hidden size={18} className="shrink-0" />}
      onClick={onClick}
    >
      <span className={bare ? 'sr-only' : 'max-md:sr-only'}>{children}</span>
    </Button>
  );
}

/** Shows the keys; not on a phone, which has none. */
export function KeysBarButton({ onClick, bare = false }: { onClick: () => void; bare?: boolean }) {
  return (
    <div className="max-sm:hidden">
      <BarButton icon={Keyboard} bare={bare} opensDialog onClick={onClick}>
        Keys
      </BarButton>
    </div>
  );
}
