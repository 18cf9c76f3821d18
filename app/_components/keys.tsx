/** One key of the keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-b-2 border-edge bg-sheet px-1 font-sans text-xs leading-4 font-medium text-ink">
      {children}
    </kbd>
  );
}

export type KeyHint = { keys: readonly string[]; does: string };

/** What the keys do here, in one quiet row. */
export function KeyHints({ hints }: { hints: readonly KeyHint[] }) {
  return (
    <ul aria-label="Keys" className="flex flex-wrap gap-x-4 gap-y-1 text-sm text-ink-soft">
      {hints.map((hint) => (
        <li key={hint.does} className="flex items-center gap-1">
          {hint.keys.map((key) => (
            <Key key={key}>{key}</Key>
          ))}
          <span className="ml-0.5">{hint.does}</span>
        </li>
      ))}
    </ul>
  );
}
