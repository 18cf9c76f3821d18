import type { ReactNode } from 'react';
import { CsvLink, type CsvTable } from './csv-link';
import { PlotDownloads } from './plot-downloads';

type PlotFigureProps = {
  /** Of the files that are downloaded. */
  name: string;
  plot: ReactNode;
  caption: ReactNode;
  csv: CsvTable;
  /** What the plot draws, for whoever reads or goes through it. */
  table: ReactNode;
};

/** A plot with its table and its downloads. The plot is for eyes alone; all of it, links as well, stands in the table. */
export function PlotFigure({ name, plot, caption, csv, table }: PlotFigureProps) {
  const id = `plot-${name}`;
  return (
    <>
      <figure className="max-w-5xl">
        <div id={id}>{plot}</div>
        <figcaption className="mt-2 max-w-3xl text-sm text-ink-soft">{caption}</figcaption>
      </figure>
      <div className="mt-3 flex flex-wrap items-center gap-4">
        <PlotDownloads plot={id} name={name} />
        <CsvLink name={name} rows={csv} />
      </div>
      <div className="mt-8 max-w-5xl">{table}</div>
    </>
  );
}
