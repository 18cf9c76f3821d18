import type { AnatomyLayer } from '#lib/scoring/anatomy/network-anatomy';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { BarList } from '@/_components/bar-list';
import { DataTable } from '@/_components/data-table';
import { Figure } from '@/_components/figure';
import { figureText } from '@/_components/figure-text';
import { Section } from '@/_components/section';

/** Operators with a bar of their own. */
const BARS = 8;
const LEAST = 0.002;
/** Nodes with a row of their own. */
const ROWS = 100;

type TimeSectionProps = { profile: NetworkProfile; layers: readonly AnatomyLayer[] };

/** What part of the network's time goes where, by operator and node by node, as onnxruntime's profile says. */
export function TimeSection({ profile, layers }: TimeSectionProps) {
  const { batch, threads, runs, secondsPerImage, rows, operators } = profile;
  const least = [...rows].sort((a, b) => b.share - a.share)[ROWS - 1]?.share ?? 0;
  const listed = rows.map((row, place) => ({ ...row, place })).filter(({ share }) => share >= least);
  const nodes = operators.reduce((sum, each) => sum + each.nodes, 0);
  const shown = operators.filter(({ share }) => share >= LEAST).slice(0, BARS);
  const rest = operators.slice(shown.length);
  const within = operators.reduce((sum, { share }) => sum + share, 0);
  const sums = [
    ...shown.map(({ op, nodes, share }) => ({
      label: `${op} × ${nodes.toLocaleString('en')}`,
      share,
    })),
    ...(rest.length === 0
      ? []
      : [{ label: 'Other operators', share: rest.reduce((sum, { share }) => sum + share, 0) }]),
    { label: 'Between operators', share: Math.max(0, 1 - within) },
  ];
  const images = `${batch.toLocaleString('en')} image${batch === 1 ? '' : 's'} at once`;
  return (
    <Section
      title="Where the time goes"
      id="time"
      lead={`${figureText(1000 * secondsPerImage, { unit: 'ms', digits: 2 })} an image, ${images}, on ${threads} thread${threads === 1 ? '' : 's'} of the server: medians over ${runs} run${runs === 1 ? '' : 's'} on noise, from onnxruntime's own profile. It fuses layers, so that an activation often counts with the layer before it.`}
    >
      <div className="max-w-3xl">
        <BarList
          name="Time by operator"
          max={1}
          items={sums.map(({ label, share }, at) => ({
            label,
            value: share,
            display: figureText(100 * share, { unit: '%', digits: 1 }),
            series: at < shown.length ? 1 : 'quiet',
          }))}
        />
      </div>
      <details className="mt-6">
        <summary className="cursor-pointer rounded font-medium">
          {listed.length < nodes
            ? `Show the slowest ${listed.length.toLocaleString('en')} of ${nodes.toLocaleString('en')} nodes as a table`
            : `Show all ${nodes.toLocaleString('en')} nodes as a table`}
        </summary>
        <div className="mt-3 max-w-4xl">
          <DataTable
            name="Time by node"
            rows={listed}
            rowKey={({ place }) => place}
            columns={[
              {
                key: 'name',
                header: 'Node as run',
                rowHeader: true,
                cell: ({ name }) => <span className="break-all">{name}</span>,
              },
              {
                key: 'time',
                header: 'Time',
                unit: '%',
                align: 'end',
                cell: ({ share }) => <Figure value={100 * share} digits={2} />,
              },
              { key: 'op', header: 'Operator', cell: ({ op }) => op },
              {
                key: 'layer',
                header: 'Counted with',
                cell: ({ layer }) => (
                  <span className="break-all">{layer === null ? '' : layers[layer]?.name}</span>
                ),
              },
            ]}
          />
        </div>
      </details>
    </Section>
  );
}
