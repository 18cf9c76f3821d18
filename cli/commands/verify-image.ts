import { createHash } from 'node:crypto';
import { AppError } from '#lib/core/errors';
import { checkInclusion, type InclusionProof, inclusionProofSchema } from '#lib/datasets/inclusion-proof';
import { sha256Schema } from '#lib/images/sha256';
import { readGivenFile, readGivenText } from '../offline/files.ts';
import { printReport } from '../output.ts';

/** `imagenest verify-image`: whether a file belongs to the version of a dataset that has this Merkle root. */
export async function verifyImage(
  file: string,
  options: { root: string; proof: string; json?: boolean },
): Promise<void> {
  const root = sha256Schema.safeParse(options.root.toLowerCase());
  if (!root.success) {
    throw new AppError(
      'invalid',
      'not-a-root',
      `--root is ${options.root}, but a Merkle root is 64 hexadecimal digits: copy it from the dataset’s page or a paper.`,
    );
  }
  const proof = parseProof(options.proof, await readGivenText(options.proof, 'the proof'));
  const sha256 = createHash('sha256')
    .update(await readGivenFile(file, 'the image'))
    .digest('hex');
  checkInclusion(proof, { sha256, root: root.data });
  const { dataset, version, index, images } = proof;
  printReport(
    { belongs: true, sha256, root: root.data, index, images },
    [
      `${file} belongs: it is image ${index + 1} of ${images} under this root.`,
      `The proof says that this is ${dataset}, version ${version}; the root alone decides which it is.`,
    ],
    options,
  );
}

function parseProof(file: string, text: string): InclusionProof {
  try {
    return inclusionProofSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError(
      'invalid',
      'not-a-proof',
      `${file} is no proof as …/versions/VERSION/images/SHA256/proof of the server’s API gives it: get it from there.`,
      { cause },
    );
  }
}
