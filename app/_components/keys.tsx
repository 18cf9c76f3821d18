/** One key of the keyboard. */
export function Key({ children }: { children: string }) {
  return (
    <kbd className="inline-flex min-w-5 items-center justify-center rounded border border-b-2 border-edge bg-sheet px-1 font-sans text-xs leading-4 font-medium text-ink">
      {children}
    </kbd>
  );
}

/** What some keys do. */
export type KeyHint = { keys: readonly string[]; does: string };
