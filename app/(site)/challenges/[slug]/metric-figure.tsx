import { type MetricName, metrics, shownValue } from '#lib/challenges/metric';
import type { MeasuredError } from '#lib/challenges/score';
import { Figure } from '@/_components/figure';

type MetricFigureProps = {
  metric: MetricName;
  measured: MeasuredError | null;
  /** Where it is told how the number was made. */
  href?: string;
};

/** A metric with its unit and its interval: `15.3 % ± 0.2`. */
export function MetricFigure({ metric, measured, href }: MetricFigureProps) {
  const { unit, digits } = metrics[metric];
  if (measured === null) return <Figure value={null} />;
  const { error, interval } = measured;
  return (
    <Figure
      value={shownValue(metric, error)}
      interval={interval ? [shownValue(metric, interval[0]), shownValue(metric, interval[1])] : undefined}
      unit={unit ?? undefined}
      digits={digits}
      href={href}
    />
  );
}
