'use client';

import { useEffect, useState } from 'react';
import type { ExportView } from '#lib/datasets/export/export-views';
import { type ExportFormat, formatFacts } from '#lib/datasets/export/formats';
import { useNotice } from '@/_components/notices';
import { sendJson } from '@/_components/send-json';
import { useWatched } from '@/_components/use-watched';
import { ExportState } from './export-state';

type ExportListProps = {
  slug: string;
  number: number;
  exports: readonly ExportView[];
  /** Whether the reader is signed in. */
  mayAsk: boolean;
  /** Whether the reader may stop what is under way, and delete what is over. */
  mayEnd: boolean;
};

interface Exports {
  items: readonly ExportView[];
}

const isAnyUnderWay = ({ items }: Exports) =>
  items.some(({ state }) => state === 'queued' || state === 'running');

/** All forms of a version. Looks again every moment while one of them is being made. */
export function ExportList({ slug, number, exports: first, mayAsk, mayEnd }: ExportListProps) {
  const say = useNotice();
  const path = `datasets/${slug}/versions/${number}/exports`;
  const [{ items: exports }, setExports] = useWatched<Exports>(path, { items: first }, isAnyUnderWay);

  const [bare, setBare] = useState<{ format: ExportFormat }>();
  // The button that had the focus is gone with the files.
  useEffect(() => {
    if (bare) document.getElementById(`form-${bare.format}`)?.focus();
  }, [bare]);

  const send = async (address: string, refused: string) => {
    try {
      const now = await sendJson<ExportView>('POST', `${path}/${address}`);
      setExports(({ items }) => ({ items: items.map((one) => (one.format === now.format ? now : one)) }));
    } catch (error) {
      say(`${refused}: ${(error as Error).message}`, 'bad');
    }
  };

  const deleted = (format: ExportFormat, items: readonly ExportView[]) => {
    setExports(() => ({ items }));
    say(`${formatFacts[format].title} is deleted.`);
    setBare({ format });
  };

  return (
    <ul aria-label="Forms to download" className="mt-6 divide-y divide-line border-y border-line">
      {exports.map((one) => (
        <li
          key={one.format}
          id={`form-${one.format}`}
          tabIndex={-1}
          className="grid gap-x-6 gap-y-3 py-4 md:grid-cols-2"
        >
          <div>
            <h3 className="font-semibold">{formatFacts[one.format].title}</h3>
            <p className="mt-1 text-sm text-ink-soft">{formatFacts[one.format].holds}</p>
          </div>
          <ExportState
            view={one}
            address={{ slug, number, format: one.format }}
            mayAsk={mayAsk}
            ask={() => send(one.format, 'Not asked for')}
            cancel={mayEnd ? () => send(`${one.format}/cancel`, 'Not cancelled') : undefined}
            onDeleted={mayEnd ? (items) => deleted(one.format, items) : undefined}
          />
        </li>
      ))}
    </ul>
  );
}
