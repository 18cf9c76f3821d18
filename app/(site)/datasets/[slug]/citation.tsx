import type { VersionDetails } from '#lib/datasets/dataset-views';
import { siteAddress } from '#lib/datasets/server/open-export-source';
import { CopyButton } from '@/_components/copy-button';
import { ScrollRegion } from '@/_components/scroll-region';

/** How to name a version in a paper, as BibTeX. The manifest's hash says exactly which images and labels were meant. */
export function Citation({ version }: { version: VersionDetails }) {
  const text = bibtex(version);
  return (
    <div className="flex max-w-3xl flex-col items-start gap-3">
      <div className="w-full">
        <ScrollRegion name="BibTeX">
          <pre className="rounded bg-well p-4 text-sm">{text}</pre>
        </ScrollRegion>
      </div>
      <CopyButton text={text} label="Copy the BibTeX" />
    </div>
  );
}

function bibtex({ dataset, number, frozenAt, manifestSha256 }: VersionDetails): string {
  const { href } = new URL(`/datasets/${dataset.slug}?version=${number}`, siteAddress());
  const note = manifestSha256 ? `,\n  note = {Manifest SHA-256\n          ${manifestSha256}}` : '';
  return `@misc{${dataset.slug}-v${number},
  title = {${texText(dataset.title)}, version ${number}},
  howpublished = {Imagenest dataset},
  url = {${href}},
  year = {${frozenAt.getUTCFullYear()}}${note}
}`;
}

/** What LaTeX would read as its own, so that it prints as it stands. */
function texText(text: string): string {
  return text
    .replace(/[{}\\]/g, '')
    .replace(/[&%$#_]/g, (sign) => `\\${sign}`)
    .replace(/[~^]/g, ' ');
}
