import Link from 'next/link';
import type { ComponentProps } from 'react';

/** A link in running text. `quiet` keeps the colour of the text around it, for links in tables and lists. */
export function TextLink({
  quiet,
  ...rest
}: { quiet?: boolean } & Omit<ComponentProps<typeof Link>, 'className'>) {
  return (
    <Link
      {...rest}
      className={
        quiet
          ? 'rounded underline decoration-edge decoration-1 underline-offset-4 hover:text-accent hover:decoration-current'
          : 'link rounded'
      }
    />
  );
}
