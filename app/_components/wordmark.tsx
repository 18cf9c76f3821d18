/** The mark: nouns within nouns, drawn as circles that share their lowest point. */
export function Mark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" width={size} height={size} fill="none" className={className}>
      <circle cx="12" cy="12" r="10.5" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="12" cy="15" r="7.5" stroke="currentColor" strokeWidth="1.5" />
      <circle cx="12" cy="18" r="3.5" className="fill-accent" />
    </svg>
  );
}

/** The mark and the name, as they stand in the header. */
export function Wordmark() {
  return (
    <span className="inline-flex items-center gap-2 text-lg font-semibold tracking-tight text-ink">
      <Mark />
      Imagenest
    </span>
  );
}
