import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { precisionText } from '#lib/scoring/anatomy/describe-weights';
import { durationText } from '@/_components/duration-text';
import { Count, Figure } from '@/_components/figure';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';

/** What the scoring took, and how the model was sealed while it ran. */
export function CostSection({ submission: { cost, isolation, anatomy } }: { submission: SubmissionView }) {
  const { seconds, inferenceSeconds, peakMemoryMb, images, batch } = cost;
  return (
    <Section
      title="Cost"
      id="cost"
      lead={`Measured on the server over ${images.toLocaleString('en')} images, the network on one thread, while other work may have gone on beside it.`}
    >
      <Stats
        items={[
          { label: 'in all', value: seconds === null ? <Figure value={null} /> : durationText(seconds) },
          {
            label: 'the network, an image',
            value: (
              <Figure
                value={inferenceSeconds === null ? null : (1000 * inferenceSeconds) / images}
                unit="ms"
                digits={2}
              />
            ),
          },
          { label: 'memory at most', value: <Figure value={peakMemoryMb} unit="MB" digits={0} /> },
          ...(batch === null ? [] : [{ label: 'images at once', value: <Count value={batch} /> }]),
          ...(anatomy === null ? [] : [{ label: 'precision', value: precisionText(anatomy) }]),
        ]}
      />
      {isolation.length > 0 && (
        <p className="mt-4 max-w-3xl text-sm text-ink-soft">
          It ran in a process of its own, without labels, file names or network; sealed by{' '}
          {isolation.join(', ')}.
        </p>
      )}
    </Section>
  );
}
