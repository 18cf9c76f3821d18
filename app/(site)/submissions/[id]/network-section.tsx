import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { Badge } from '@/_components/badge';
import { bytesText } from '@/_components/bytes-text';
import { DataTable } from '@/_components/data-table';
import { Count } from '@/_components/figure';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';

type Network = NonNullable<SubmissionView['network']>;

/** What the file says of the network: its size, what goes in and what comes out. */
export function NetworkSection({ submission, network }: { submission: SubmissionView; network: Network }) {
  const values = [
    ...network.inputs.map((each) => ({ ...each, way: 'input', used: each.name === network.input })),
    ...network.outputs.map((each) => ({ ...each, way: 'output', used: each.name === network.output })),
  ];
  return (
    <Section title="The network" id="network">
      <Stats
        items={[
          { label: 'parameters', value: <Count value={network.parameters} /> },
          { label: 'operators', value: <Count value={network.nodeCount} /> },
          { label: 'file', value: bytesText(submission.model.bytes) },
          ...(network.opset === null ? [] : [{ label: 'ONNX opset', value: network.opset }]),
        ]}
      />
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
