import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { precisionText } from '#lib/scoring/anatomy/describe-weights';
import type { NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import { Badge } from '@/_components/badge';
import { bytesText } from '@/_components/bytes-text';
import { DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Section } from '@/_components/section';
import { type Stat, Stats } from '@/_components/stats';
import { formText } from './block-words';
import { planDrawing } from './drawing-plan';
import { LayerTables } from './layer-tables';
import { NetworkDrawing } from './network-drawing';

type Network = NonNullable<SubmissionView['network']>;

/** The network: what goes in and comes out, its size, and its layers drawn. */
export function NetworkSection({ submission, network }: { submission: SubmissionView; network: Network }) {
  const { anatomy, profile, model, cost } = submission;
  const values = [
    ...network.inputs.map((each) => ({ ...each, way: 'input', used: each.name === network.input })),
    ...network.outputs.map((each) => ({ ...each, way: 'output', used: each.name === network.output })),
  ];
  const file = [
    { label: 'file', value: bytesText(model.bytes) },
    { label: 'operators', value: <Count value={network.nodeCount} /> },
    ...(network.opset === null ? [] : [{ label: 'ONNX opset', value: network.opset }]),
  ];
  const weight = { label: 'parameters', value: <Count value={network.parameters} /> };
  return (
    <Section title="The network" id="network" lead={anatomy === null ? undefined : wayThrough(anatomy)}>
      <Stats items={anatomy === null ? [weight, ...file] : [weight, ...figuresOf(anatomy, cost), ...file]} />
      {anatomy !== null && anatomy.layers.length > 0 && (
        <Drawing id={submission.id} anatomy={anatomy} parameters={network.parameters} profile={profile} />
      )}
      <div className="mt-6 max-w-3xl">
        <DataTable
          name="Inputs and outputs"
          rows={values}
          rowKey={(row) => `${row.way} ${row.name}`}
          tone={(row) => (row.used ? 'normal' : 'quiet')}
          columns={[
            {
              key: 'name',
              header: 'Name',
              rowHeader: true,
              cell: (row) => (
                <span className="inline-flex flex-wrap items-center gap-2">
                  <span className="break-all">{row.name}</span>
                  {!row.used && <Badge>not used</Badge>}
                </span>
              ),
            },
            { key: 'way', header: 'Is', cell: (row) => row.way },
            { key: 'type', header: 'Type', cell: (row) => row.dtype },
            { key: 'shape', header: 'Shape', align: 'end', cell: (row) => shapeText(row.shape) },
          ]}
        />
      </div>
      {submission.own && <p className="mt-4 max-w-3xl text-sm text-ink-soft">{preparation(submission)}</p>}
    </Section>
  );
}

type DrawingProps = {
  id: string;
  anatomy: NetworkAnatomy;
  parameters: number;
  profile: SubmissionView['profile'];
};

function Drawing({ id, anatomy, parameters, profile }: DrawingProps) {
  const plan = planDrawing(anatomy, profile);
  const unknown = anatomy.layers.filter(({ outputShape }) => outputShape === null).length;
  return (
    <div className="mt-8">
      <NetworkDrawing plan={plan} anatomy={anatomy} parameters={parameters} profile={profile} />
      {unknown > 0 && (
        <p className="mt-3 max-w-3xl text-sm text-ink-soft">
          {anatomy.input === null
            ? 'It takes images of any size, so the sizes of its layers are unknown.'
            : `The size of ${unknown.toLocaleString('en')} of its layers cannot be told from the file: unknown.`}
        </p>
      )}
      <LayerTables id={id} plan={plan} anatomy={anatomy} profile={profile} />
    </div>
  );
}

/** The way of an image through the network in a sentence. */
function wayThrough({ input, inputFeatures, hiddenLayers, layers }: NetworkAnatomy): string {
  const count = (value: number, word: string) =>
    `${value.toLocaleString('en')} ${word}${value === 1 ? '' : 's'}`;
  const goesIn =
    input === null || inputFeatures === null
      ? 'An image of any size'
      : `${formText({ kind: 'map', ...input })} = ${count(inputFeatures, 'input feature')}`;
  const last = layers.findLast(({ outputShape }) => outputShape !== null)?.outputShape?.at(-1);
  const comesOut = last === undefined ? 'outputs' : count(last, 'output');
  return `${goesIn} → ${count(hiddenLayers, 'hidden layer')} → ${comesOut}`;
}

/** What it takes to answer for one image. */
function figuresOf(anatomy: NetworkAnatomy, cost: SubmissionView['cost']): Stat[] {
  const { macs, activations, weightBytes } = anatomy;
  return [
    {
      label: 'multiply-adds',
      value: macs === null ? 'unknown' : <Count value={macs} />,
      hint: 'for one image',
    },
    { label: 'weights', value: bytesText(weightBytes), hint: precisionText(anatomy) },
    {
      label: 'activations',
      value: activations === null ? 'unknown' : bytesText(4 * activations),
      hint: 'of all layers for one image, as float32',
    },
    ...(cost.peakMemoryMb === null
      ? []
      : [
          {
            label: 'memory at most',
            value: <Figure value={cost.peakMemoryMb} unit="MB" digits={0} />,
            hint: 'measured, onnxruntime included',
          },
        ]),
  ];
}

const shapeText = (shape: readonly (number | null)[] | null) =>
  shape === null ? 'any' : `[${shape.map((size) => size ?? '?').join(', ')}]`;

function preparation({ preprocess, labels }: SubmissionView): string {
  const how =
    preprocess === null
      ? 'Preprocessing is read off its input'
      : typeof preprocess === 'string'
        ? `Preprocessing: ${preprocess}`
        : 'Preprocessing as its preprocess file says';
  const outputs =
    labels === null
      ? 'its outputs are the classes of the challenge in their order'
      : `its labels file names ${labels.toLocaleString('en')} outputs`;
  return `${how}; ${outputs}.`;
}
