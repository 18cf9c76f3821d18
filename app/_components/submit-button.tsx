'use client';

import type { ComponentProps } from 'react';
import { useFormStatus } from 'react-dom';
import { Button } from './button';

/**
 * The button that sends the form it stands in. While the form is under way it says so and takes no second press, but
 * keeps the focus, which a disabled button would lose.
 */
export function SubmitButton({
  children,
  pendingLabel,
  onClick,
  ...rest
}: ComponentProps<typeof Button> & { pendingLabel: string }) {
  const { pending } = useFormStatus();
  return (
    <Button
      variant="primary"
      {...rest}
      type="submit"
      aria-disabled={pending || undefined}
      onClick={pending ? (event) => event.preventDefault() : onClick}
    >
      {pending ? pendingLabel : children}
    </Button>
  );
}
