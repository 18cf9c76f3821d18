'use client';

import { useEffect, useRef } from 'react';

type ErrorSummaryProps = {
  /** What is wrong with the whole. */
  message: string;
  /** What is wrong with single fields, by their names; each is linked to its field. */
  fieldErrors?: Readonly<Record<string, string>>;
};

/**
 * All that is wrong with a form, above it. Rendered when a sending was refused, it takes the focus, again with every
 * further refusal: `{state?.ok === false && <ErrorSummary {...state} />}`.
 */
export function ErrorSummary({ message, fieldErrors }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is the reason to take the focus again
  useEffect(() => {
    box.current?.focus();
  }, [fieldErrors, message]);

  const faults = Object.entries(fieldErrors ?? {});
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-r border-l-4 border-bad bg-bad-wash px-4 py-3"
    >
      <p className="font-medium">{message}</p>
      {faults.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1">
          {faults.map(([name, fault]) => (
            <li key={name}>
              <a href={`#field-${name}`} className="text-bad underline underline-offset-4">
                {fault}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
