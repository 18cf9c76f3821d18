import { durationText } from './duration-text';

type ProgressBarProps = {
  /** What is under way: 'Scoring on test'. */
  name: string;
  /** How much is done; null while that is not known. */
  value: number | null;
  max: number;
  /** What is counted: 'images'. */
  unit?: string;
  /** What is left of it at the present pace; left out under ten seconds of work. */
  secondsLeft?: number;
  detail?: string;
};

const count = new Intl.NumberFormat('en');

/** Work under way: how far, of how much, how long still. */
export function ProgressBar({ name, value, max, unit, secondsLeft, detail }: ProgressBarProps) {
  const done =
    value === null
      ? 'waiting to begin'
      : `${count.format(value)} of ${count.format(max)}${unit ? ` ${unit}` : ''}`;
  const left = secondsLeft === undefined ? undefined : `${durationText(secondsLeft)} left`;
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-ink-soft tabular-nums">{[done, left].filter(Boolean).join(', ')}</span>
      </div>
      <progress
        aria-label={name}
        aria-valuetext={[done, left].filter(Boolean).join(', ')}
        value={value ?? undefined}
        max={max}
        className="progress"
      />
      {detail !== undefined && <p className="mt-1 text-sm text-ink-soft">{detail}</p>}
    </div>
  );
}
