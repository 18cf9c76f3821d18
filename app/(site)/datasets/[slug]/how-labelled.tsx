import type { VersionDetails } from '#lib/datasets/dataset-views';
import { type LeftOutReason, leftOutReasons, type TwinReport } from '#lib/datasets/freeze-report';
import { Callout } from '@/_components/callout';

const count = (value: number, one: string, many = `${one}s`) =>
  `${value.toLocaleString('en')} ${value === 1 ? one : many}`;

/** Who voted how often on what, what was left out and why, and how the splits were drawn. */
export function HowLabelled({ version }: { version: VersionDetails }) {
  const { report, options, sources } = version;
  const heldOut = options.heldOutSources.map(
    (slug) => sources.find((one) => one.slug === slug)?.title ?? slug,
  );
  return (
    <div className="flex max-w-3xl flex-col gap-4">
      {report && <Labelled report={report} />}
      <p>
        Of each class {percent(options.testShare)} of the images were held out and {percent(options.valShare)}{' '}
        set aside to validate on, drawn by a seeded hash of the image
        {options.minimumConfidence > 0 && (
          <>; labels below a confidence of {percent(options.minimumConfidence)} were left out</>
        )}
        .{' '}
        {heldOut.length > 0 && (
          <>
            Every image of {heldOut.join(', ')} is held out, so that models meet a kind of image that they
            have not seen.
          </>
        )}{' '}
        What was held out once stays so in every later version.
      </p>
      {report?.twins && <Twins twins={report.twins} />}
    </div>
  );
}

function Labelled({ report }: { report: NonNullable<VersionDetails['report']> }) {
  const { units, votes, labelers, simulatedLabelers, simulatedLabels, machineLabels, labelled } = report;
  const questions = [
    units.verify > 0 && `${count(units.verify, 'question')} of the kind “does this show it?”`,
    units.classify > 0 && `${count(units.classify, 'question')} of the kind “which noun is it?”`,
  ].filter(Boolean);
  const leftOut = Object.entries(report.leftOut).filter(([, images]) => images > 0) as [
    LeftOutReason,
    number,
  ][];
  return (
    <>
      <p>
        {count(labelers, 'labeler')} gave {count(votes, 'vote')} on {questions.join(' and ')}. What they
        agreed on became the label of {count(labelled, 'image')}, with a mean confidence of{' '}
        {percent(report.meanConfidence)}.
      </p>
      {simulatedLabels > 0 && (
        <Callout
          tone="warn"
          title={
            simulatedLabels === labelled ? 'These labels are simulated' : 'Some of these labels are simulated'
          }
        >
          {percent(simulatedLabels / labelled)} of the labels ({simulatedLabels.toLocaleString('en')} of{' '}
          {labelled.toLocaleString('en')}) were voted for by simulated labelers alone;{' '}
          {simulatedLabelers === labelers ? 'all' : `${simulatedLabelers} of the`}{' '}
          {count(labelers, 'labeler')} are simulated.
        </Callout>
      )}
      {machineLabels !== undefined && machineLabels > 0 && (
        <p>
          {count(machineLabels, 'label')}, all in train, had the vote of a model beside those of people. No
          image of val or test was ever shown to a model that votes.
        </p>
      )}
      {leftOut.length > 0 && (
        <div>
          <p>Left out of the version:</p>
          <ul className="mt-1 list-disc pl-6">
            {leftOut.map(([reason, images]) => (
              <li key={reason}>
                {count(images, 'image')} {leftOutReasons[reason]}
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function Twins({ twins: { groups, images, moved } }: { twins: TwinReport }) {
  if (groups === 0) return <p>No two images of the version look alike.</p>;
  return (
    <p>
      {count(images, 'image')} look like another, in {count(groups, 'group')}. Each group is in one split, so
      that no held-out image has a twin to learn from; for that {count(moved, 'image')} went another way than
      alone.
    </p>
  );
}

function percent(share: number): string {
  return `${(100 * share).toLocaleString('en', { maximumFractionDigits: 1 })} %`;
}
