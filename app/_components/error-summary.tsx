'use client';

import { useEffect, useRef, useState } from 'react';

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
  const [names, setNames] = useState<Record<string, string>>({});

  // biome-ignore lint/correctness/useExhaustiveDependencies: another refusal is the reason to take the focus again
  useEffect(() => {
    box.current?.focus();
    setNames(namesOf(Object.keys(fieldErrors ?? {})));
  }, [fieldErrors, message]);

  const faults = Object.entries(fieldErrors ?? {});
  // A refusal that is about one field alone is said once.
  const told = faults.some(([, fault]) => fault === message);
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="alert"
      className="rounded-r border-l-4 border-bad bg-bad-wash px-4 py-3 wrap-anywhere"
    >
      {!told && <p className="font-medium">{message}</p>}
      {faults.length > 0 && (
        <ul className="mt-1 flex flex-col gap-1">
          {faults.map(([name, fault]) => (
            <li key={name}>
              <a href={`#field-${name}`} className="text-bad underline underline-offset-4">
                {names[name] ? `${names[name]}: ${fault}` : fault}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** What fields are called on the page, by their names. */
function namesOf(fields: readonly string[]): Record<string, string> {
  const found = fields.map((field) => {
    const control = document.getElementById(`field-${field}`);
    const name = document.querySelector(`label[for="field-${field}"]`) ?? control?.querySelector('legend');
    return [field, name?.firstChild?.textContent?.trim() ?? ''];
  });
  return Object.fromEntries(found);
}
