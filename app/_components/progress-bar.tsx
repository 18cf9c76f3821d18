import { durationText } from './duration-text';
import { partText } from './figure-text';

type ProgressBarProps = {
  /** What is under way: 'Scoring on test'. */
  name: string;
  /** How much is done; null while that is not known. */
  value: number | null;
  max: number;
  /** What is counted: 'images'. */
  unit?: string;
  /** Says in per cent too how much is done. */
  inPercent?: boolean;
  /** What is left of it at the present pace; left out under ten seconds of work. */
  secondsLeft?: number;
  detail?: string;
};

const count = new Intl.NumberFormat('en');

/** Work under way: how far, of how much, how long still. */
export function ProgressBar(props: ProgressBarProps) {
  const { name, value, max, unit, inPercent = false, secondsLeft, detail } = props;
  const done =
    value === null
      ? 'waiting to begin'
      : `${count.format(value)} of ${count.format(max)}${unit ? ` ${unit}` : ''}`;
  const part = inPercent && value !== null && max > 0 ? partText(value, max) : undefined;
  const left = secondsLeft === undefined ? undefined : `${durationText(secondsLeft)} left`;
  const said = [done, part, left].filter(Boolean).join(', ');
  return (
    <div>
      <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-sm">
        <span className="font-medium">{name}</span>
        <span className="text-ink-soft tabular-nums">{said}</span>
      </div>
      <progress
        aria-label={name}
        aria-valuetext={said}
        value={value ?? undefined}
        max={max}
        className="progress"
      />
      {detail !== undefined && <p className="mt-1 text-sm text-ink-soft">{detail}</p>}
    </div>
  );
}
