'use client';

import type { ExportView } from '#lib/datasets/export/export-views';
import { type ExportFormat, exportFormats, formatFacts } from '#lib/datasets/export/formats';
import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { deleteExportAction } from './delete-export-action';

type DeleteExportButtonProps = {
  address: { slug: string; number: number; format: ExportFormat };
  /** Whether there are files to download. */
  made: boolean;
  /** Told of all forms as they then stand. */
  onDeleted: (exports: readonly ExportView[]) => void;
};

/** Deletes an export that is over, once that is confirmed. */
export function DeleteExportButton({ address, made, onDeleted }: DeleteExportButtonProps) {
  const { slug, number, format } = address;
  const { title } = formatFacts[format];
  const alsoGone = exportFormats
    .filter((other) => formatFacts[other].after.includes(format))
    .map((other) => ` ${formatFacts[other].title} files, which speak of them, go too.`);
  const act: typeof deleteExportAction = async (previous, form) => {
    const sent = await deleteExportAction(previous, form);
    if (sent?.ok) onDeleted(sent.value);
    return sent;
  };
  return (
    <ConfirmAct
      trigger={
        <Button size="small" aria-label={`Delete: ${title}`}>
          Delete
        </Button>
      }
      title={made ? `Delete the ${title} files?` : `Delete what was begun of ${title}?`}
      description={
        made
          ? `Nobody can download them any more until they are made again. A download that is under way goes on to its end.${alsoGone.join('')}`
          : 'There is nothing in it to download. It can be made again.'
      }
      act={act}
      fields={{ slug, number: String(number), format }}
      confirm={`Delete ${title}`}
      pendingLabel="Deleting"
      keep="Keep it"
      danger
    />
  );
}
