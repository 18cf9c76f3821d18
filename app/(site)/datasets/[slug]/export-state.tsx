import { Download } from 'lucide-react';
import { exportUrl } from '#lib/datasets/export/export-url';
import type { ExportView } from '#lib/datasets/export/export-views';
import { type ExportFormat, formatFacts } from '#lib/datasets/export/formats';
import { Button, LinkButton } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { CopyButton } from '@/_components/copy-button';
import { ProgressBar } from '@/_components/progress-bar';
import { TextLink } from '@/_components/text-link';
import { DeleteExportButton } from './delete-export-button';

type ExportStateProps = {
  view: ExportView;
  address: { slug: string; number: number; format: ExportFormat };
  mayAsk: boolean;
  ask: () => void;
  /** Left out for who may not. */
  cancel?: () => void;
  /** Told of all forms once this one is deleted; left out for who may not delete it. */
  onDeleted?: (exports: readonly ExportView[]) => void;
};

/** How one form stands, with what can be done: ask for it, wait, download. */
export function ExportState({ view, address, mayAsk, ask, cancel, onDeleted }: ExportStateProps) {
  const { state, progress, error } = view;
  const title = formatFacts[view.format].title;
  const remove = onDeleted && state !== null && (
    <DeleteExportButton address={address} made={state === 'done'} onDeleted={onDeleted} />
  );
  if (state === 'done') {
    return (
      <div className="flex min-w-0 flex-col items-start gap-3">
        <Files view={view} title={title} />
        {remove}
      </div>
    );
  }
  if (state === 'queued' || state === 'running') {
    return (
      <div className="flex flex-col items-start gap-3">
        <div className="w-full">
          <ProgressBar
            name={state === 'running' ? `Making ${title}` : `${title} waits for a worker`}
            value={state === 'running' ? progress.done : null}
            max={Math.max(progress.total, 1)}
            unit="images"
            secondsLeft={progress.secondsLeft ?? undefined}
          />
        </div>
        {cancel && (
          <Button size="small" onClick={cancel} aria-label={`Cancel: ${title}`}>
            Cancel
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="flex flex-col items-start gap-2">
      {error !== null && <p className="text-sm text-bad">{error}</p>}
      {state === 'cancelled' && <p className="text-sm text-ink-soft">It was cancelled.</p>}
      {mayAsk ? (
        <Button
          size="small"
          onClick={ask}
          aria-label={`${state === null ? 'Make it' : 'Make it again'}: ${title}`}
        >
          {state === null ? 'Make it' : 'Make it again'}
        </Button>
      ) : (
        <LinkButton
          size="small"
          href={`/sign-in?next=${encodeURIComponent(`/datasets/${address.slug}?version=${address.number}`)}`}
          prefetch={false}
          aria-label={`Sign in to have it made: ${title}`}
        >
          Sign in to have it made
        </LinkButton>
      )}
      {remove}
      {view.format === 'imagefolder' && (
        <p className="text-sm">
          <TextLink href={exportUrl(address)} prefetch={false} download>
            Download it at once
          </TextLink>{' '}
          <span className="text-ink-soft">
            while it is made; such a download cannot go on where it broke off.
          </span>
        </p>
      )}
    </div>
  );
}

/** More files than these are listed only when asked for. */
const FEW = 5;

function Files({ view: { files, bytes }, title }: { view: ExportView; title: string }) {
  const list = (
    <ul aria-label={`Files of ${title}`} className="flex flex-col gap-2">
      {files.map(({ name, url, bytes: size, sha256 }) => (
        <li key={name} className="flex min-w-0 flex-wrap items-center gap-x-3 text-sm">
          <Download aria-hidden size={16} className="shrink-0 text-ink-soft" />
          <span className="min-w-0 wrap-anywhere">
            <TextLink href={url} prefetch={false} download>
              {name}
            </TextLink>
          </span>
          <span className="text-ink-soft tabular-nums">{bytesText(size)}</span>
          {name !== 'SHA256SUMS' && <CopyButton text={sha256} label="Copy SHA-256" />}
        </li>
      ))}
    </ul>
  );
  if (files.length <= FEW) return list;
  return (
    <details>
      <summary className="cursor-pointer text-sm font-medium">
        {files.length.toLocaleString('en')} files, {bytesText(bytes)}
      </summary>
      <div className="mt-3">{list}</div>
    </details>
  );
}
