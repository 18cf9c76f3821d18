import type { AnatomyLayer, NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { blockText, formText } from './block-words';
import type { DrawingPlan, DrawnBlock } from './drawing-plan';

type LayerTablesProps = { plan: DrawingPlan; anatomy: NetworkAnatomy; profile: NetworkProfile | null };
type LayerRow = AnatomyLayer & { place: number; time: number | null };

const Macs = ({ value }: { value: number | null }) =>
  value === null ? <span className="text-ink-soft">unknown</span> : <Count value={value} />;
const Time = ({ share }: { share: number | null }) => (
  <Figure value={share === null ? null : 100 * share} digits={1} />
);
const output = (text: string) =>
  text === 'size unknown' ? <span className="text-ink-soft">{text}</span> : text;

/** A shape without the axis of the images. */
const shapeText = (shape: readonly number[] | null) =>
  shape === null
    ? 'size unknown'
    : (shape[0] === 1 && shape.length > 1 ? shape.slice(1) : shape)
        .map((size) => size.toLocaleString('en'))
        .join(' × ') || '1';

/** What the drawing shows, as tables: its blocks, and every layer. */
export function LayerTables({ plan, anatomy, profile }: LayerTablesProps) {
  const { layers, layerCount } = anatomy;
  const times = new Map<number, number>();
  for (const { layer, share } of profile?.rows ?? []) {
    if (layer !== null) times.set(layer, (times.get(layer) ?? 0) + share);
  }
  const rows = layers.map((layer, place) => ({
    ...layer,
    place,
    time: profile === null ? null : (times.get(place) ?? null),
  }));
  const starts = new Set(plan.blocks.map(({ block }) => block.from));
  return (
    <div className="mt-6 flex flex-col gap-4">
      <details>
        <summary className="cursor-pointer rounded font-medium">Show the drawing as a table</summary>
        <div className="mt-3 max-w-4xl">
          <DataTable
            name="The blocks of the drawing"
            rows={plan.blocks}
            rowKey={({ block }) => block.from}
            columns={profile === null ? blockColumns : [...blockColumns, blockTime]}
          />
        </div>
      </details>
      <details>
        <summary className="cursor-pointer rounded font-medium">
          Show all {layerCount.toLocaleString('en')} layers as a table
        </summary>
        <div className="mt-3 max-w-5xl">
          {layers.length < layerCount && (
            <p className="mb-3 text-sm text-ink-soft">
              {`These are the first ${layers.length.toLocaleString('en')} of ${layerCount.toLocaleString('en')}; the sums above are of all.`}
            </p>
          )}
          <DataTable
            name="All layers"
            rows={rows}
            rowKey={({ place }) => place}
            startsGroup={({ place }) => starts.has(place)}
            columns={profile === null ? layerColumns : [...layerColumns, layerTime]}
          />
        </div>
      </details>
    </div>
  );
}

const blockColumns: Column<DrawnBlock>[] = [
  {
    key: 'name',
    header: 'Block',
    rowHeader: true,
    cell: ({ name }) => <span className="break-all">{name}</span>,
  },
  { key: 'what', header: 'Is', cell: ({ block }) => blockText(block) },
  { key: 'output', header: 'Output', align: 'end', cell: ({ block }) => output(formText(block.form)) },
  {
    key: 'parameters',
    header: 'Parameters',
    align: 'end',
    cell: ({ block }) => <Count value={block.parameters} />,
  },
  { key: 'macs', header: 'Multiply-adds', align: 'end', cell: ({ block }) => <Macs value={block.macs} /> },
];

const blockTime: Column<DrawnBlock> = {
  key: 'time',
  header: 'Time',
  unit: '%',
  align: 'end',
  cell: ({ time }) => <Time share={time} />,
};

const layerColumns: Column<LayerRow>[] = [
  {
    key: 'name',
    header: 'Layer',
    rowHeader: true,
    cell: ({ name }) => <span className="break-all">{name}</span>,
  },
  { key: 'op', header: 'Operator', cell: ({ op }) => op },
  {
    key: 'output',
    header: 'Output',
    align: 'end',
    cell: ({ outputShape }) => output(shapeText(outputShape)),
  },
  {
    key: 'parameters',
    header: 'Parameters',
    align: 'end',
    cell: ({ parameters }) => <Count value={parameters} />,
  },
  { key: 'macs', header: 'Multiply-adds', align: 'end', cell: ({ macs }) => <Macs value={macs} /> },
];

const layerTime: Column<LayerRow> = {
  key: 'time',
  header: 'Time',
  unit: '%',
  align: 'end',
  cell: ({ time }) => <Time share={time} />,
};
