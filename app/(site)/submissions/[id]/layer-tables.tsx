import type { NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { type Column, DataTable } from '@/_components/data-table';
import { Count, Figure } from '@/_components/figure';
import { TextLink } from '@/_components/text-link';
import { blockText, formText } from './block-words';
import type { DrawingPlan, DrawnBlock } from './drawing-plan';
import { LayerTable, layerRows } from './layer-table';
import { Macs, sizeOf } from './table-cells';

/** Layers up to which all stand here; of more only those with weights, and all on a page of their own. */
const MOST_ROWS = 150;

type LayerTablesProps = {
  id: string;
  plan: DrawingPlan;
  anatomy: NetworkAnatomy;
  profile: NetworkProfile | null;
};

/** What the drawing shows, as tables: its blocks, and its layers. */
export function LayerTables({ id, plan, anatomy, profile }: LayerTablesProps) {
  const all = layerRows(anatomy, profile);
  const few = all.length <= MOST_ROWS;
  const rows = few ? all : all.filter(({ parameters }) => parameters > 0).slice(0, MOST_ROWS);
  const starts = new Set(plan.blocks.map(({ block }) => block.from));
  const count = (value: number) => value.toLocaleString('en');
  return (
    <div className="mt-6 flex flex-col items-start gap-4 *:max-w-full">
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
          {few
            ? `Show all ${count(all.length)} layers as a table`
            : `Show ${count(rows.length)} layers with weights as a table`}
        </summary>
        <div className="mt-3 max-w-5xl">
          <LayerTable
            name={few ? 'All layers' : 'Layers with weights'}
            rows={rows}
            profiled={profile !== null}
            startsBlock={few ? (place) => starts.has(place) : undefined}
          />
        </div>
      </details>
      {!few && <TextLink href={`/submissions/${id}/layers`}>All {count(anatomy.layerCount)} layers</TextLink>}
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
  { key: 'output', header: 'Output', align: 'end', cell: ({ block }) => sizeOf(formText(block.form)) },
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
  cell: ({ time }) => <Figure value={time === null ? null : 100 * time} digits={1} />,
};
