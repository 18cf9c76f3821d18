'use client';

import { useEffect, useRef } from 'react';

export type FieldFault = { name?: string; message: string };

/** All that is wrong with a form, above it, linked to the fields. It takes the focus when it appears. */
export function ErrorSummary({
  title = 'This could not be sent yet',
  errors,
}: {
  title?: string;
  errors: readonly FieldFault[];
}) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (errors.length > 0) box.current?.focus();
  }, [errors]);

  if (errors.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className="rounded border-l-4 border-bad bg-bad-wash px-4 py-3">
      <p className="font-medium">{title}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {errors.map((fault) => (
          <li key={`${fault.name}-${fault.message}`}>
            {fault.name === undefined ? (
              fault.message
            ) : (
              <a href={`#field-${fault.name}`} className="text-bad underline underline-offset-4">
                {fault.message}
              </a>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
