import { clsx } from 'clsx';
import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';

type Look = {
  /** primary: the one thing to do here; plain: other acts; quiet: in toolbars and rows; danger: takes something away. */
  variant?: 'primary' | 'plain' | 'quiet' | 'danger';
  size?: 'normal' | 'small';
  icon?: ReactNode;
};

const variants = {
  primary: 'border-transparent bg-accent text-on-accent hover:bg-accent-strong',
  plain: 'border-edge bg-sheet text-ink hover:bg-well',
  quiet: 'border-transparent text-ink hover:bg-well',
  danger: 'border-transparent bg-bad text-on-bad hover:bg-bad-strong',
};

const sizes = {
  normal: 'min-h-10 gap-2 px-4 py-2 text-base',
  small: 'min-h-8 gap-1.5 px-3 py-1 text-sm',
};

function look({ variant = 'plain', size = 'normal' }: Look): string {
  return clsx(
    'inline-flex items-center justify-center rounded border font-medium transition-colors',
    'disabled:cursor-not-allowed disabled:border-line disabled:bg-well disabled:text-ink-soft',
    variants[variant],
    sizes[size],
  );
}

/** A button that acts. Its words begin with a verb. */
export function Button({
  variant,
  size,
  icon,
  children,
  ...rest
}: Look & Omit<ComponentProps<'button'>, 'className'>) {
  return (
    <button type="button" {...rest} className={look({ variant, size })}>
      {icon}
      {children}
    </button>
  );
}

/** A link that looks like a button: for the next step, where it is a page. */
export function LinkButton({
  variant,
  size,
  icon,
  children,
  ...rest
}: Look & Omit<ComponentProps<typeof Link>, 'className'>) {
  return (
    <Link {...rest} className={look({ variant, size })}>
      {icon}
      {children}
    </Link>
  );
}
