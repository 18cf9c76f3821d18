import { siteAddress } from '#lib/datasets/server/open-export-source';
import { CopyButton } from '@/_components/copy-button';
import { ScrollRegion } from '@/_components/scroll-region';
import { TextLink } from '@/_components/text-link';

/** The Merkle root of a version, and how anyone checks by it that a file is one of its images. */
export function Proof({ slug, number, root }: { slug: string; number: number; root: string }) {
  const proofs = new URL(`/api/v1/datasets/${slug}/versions/${number}/images`, siteAddress()).href;
  const commands = `sha256sum FILE
curl -o proof.json ${proofs}/SHA256/proof
npx imagenest verify-image FILE --root ${root} --proof proof.json`;
  return (
    <div className="flex max-w-3xl flex-col items-start gap-3">
      <p>
        The Merkle root stands for exactly the images of this version. Whoever has written it down can check,
        without trusting this server, that a file is one of them: a few hashes lead from the file to the root
        (<TextLink href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962</TextLink>, SHA-256; the
        leaves are the images’ hashes in ascending order). It says nothing of labels.
      </p>
      <p className="break-all">
        <code>{root}</code>
      </p>
      <CopyButton text={root} label="Copy the Merkle root" />
      <div className="w-full">
        <ScrollRegion name="How to check a file">
          <pre className="rounded bg-well p-4 text-sm">{commands}</pre>
        </ScrollRegion>
      </div>
    </div>
  );
}
