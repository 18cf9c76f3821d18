import type { AnatomyLayer, NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { Macs, sizeOf } from './table-cells';

/** A layer, where it stands among all, and its share of the time, null where the profile has none of its own. */
export type LayerRow = AnatomyLayer & { place: number; time: number | null };

/** The layers of a network with their shares of the time. */
export function layerRows(anatomy: NetworkAnatomy, profile: NetworkProfile | null): LayerRow[] {
  const times = new Map<number, number>();
  for (const { layer, share } of profile?.rows ?? []) {
    if (layer !== null) times.set(layer, (times.get(layer) ?? 0) + share);
  }
  return anatomy.layers.map((layer, place) => ({ ...layer, place, time: times.get(place) ?? null }));
}

type LayerTableProps = {
  name: string;
  rows: readonly LayerRow[];
  profiled: boolean;
  /** Whether a block of the drawing begins with the layer in this place. */
  startsBlock?: (place: number) => boolean;
};

/** Layers with what each gives, weighs and costs. */
export function LayerTable({ name, rows, profiled, startsBlock }: LayerTableProps) {
  return (
    <DataTable
      name={name}
      rows={rows}
      rowKey={({ place }) => place}
      startsGroup={startsBlock && (({ place }) => startsBlock(place))}
      columns={profiled ? [...layerColumns, layerTime] : layerColumns}
    />
  );
}

/** A shape as ONNX has it. */
const shapeText = (shape: readonly number[] | null) =>
  shape === null ? 'size unknown' : `[${shape.join(', ')}]`;

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
    header: 'Output shape',
    align: 'end',
    cell: ({ outputShape }) => sizeOf(shapeText(outputShape)),
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
  cell: ({ time }) => (time === null ? <Elsewhere /> : <Figure value={100 * time} digits={1} />),
};

/** onnxruntime has fused the layer with another, or left it out as it does nothing. */
function Elsewhere() {
  return (
    <span className="text-ink-soft">
      <span aria-hidden>–</span>
      <span className="sr-only">counted with others</span>
    </span>
  );
}
