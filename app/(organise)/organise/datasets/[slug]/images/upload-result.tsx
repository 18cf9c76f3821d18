import type { UploadedFile } from '#lib/datasets/upload';
import { LinkButton } from '@/_components/button';
import { Callout } from '@/_components/callout';

/** What became of the files of an upload: how many were taken, and each that was not, with its reason. */
export function UploadResult({ slug, files }: { slug: string; files: readonly UploadedFile[] }) {
  const refused = files.flatMap((file) => ('message' in file ? [file] : []));
  const taken = files.flatMap((file) => ('sha256' in file ? [file] : []));
  const known = taken.filter(({ duplicate }) => duplicate).length;
  return (
    <div role="status" className="flex flex-col gap-3">
      {taken.length > 0 && (
        <Callout
          tone="good"
          title={`${images(taken.length)} taken`}
          action={
            <LinkButton href={`/organise/datasets/${slug}/campaigns/new`} size="small">
              Start a campaign
            </LinkButton>
          }
        >
          {known > 0 ? `${images(known)} of them were known already.` : 'All of them are new.'}
        </Callout>
      )}
      {refused.length > 0 && (
        <Callout tone="warn" title={`${refused.length} not taken`}>
          <ul className="flex flex-col gap-1">
            {refused.map(({ file, message }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list stays, and files of two folders may share a name
              <li key={at}>
                <span className="font-medium break-all">{file}</span>: {message}
              </li>
            ))}
          </ul>
        </Callout>
      )}
    </div>
  );
}

const images = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'image' : 'images'}`;
