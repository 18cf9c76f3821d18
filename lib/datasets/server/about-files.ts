import { db } from '#lib/infra/db/client';
import type { VersionDetails } from '../dataset-views.ts';

/** The texts that go with every export of a version: what it is, its nouns, its licences. */
export async function aboutFiles(
  versionId: string,
  version: VersionDetails,
): Promise<{ name: string; text: string }[]> {
  const classes = await db().versionClass.findMany({
    where: { versionId },
    orderBy: { position: 'asc' },
    select: { synset: { select: { id: true, words: true } } },
  });
  return [
    { name: 'README.txt', text: readme(version) },
    {
      name: 'classes.tsv',
      text: table(classes.map(({ synset: { id, words } }) => [id, words.join(', ')])),
    },
    {
      name: 'sources.tsv',
      text: table([
        ['source', 'title', 'author', 'license', 'license_url', 'homepage', 'images'],
        ...version.sources.map(({ slug, title, author, license, licenseUrl, homepage, images }) => [
          slug,
          title,
          author,
          license,
          licenseUrl,
          homepage ?? '',
          String(images),
        ]),
      ]),
    },
  ];
}

function readme({
  dataset,
  number,
  frozenAt,
  images,
  classes,
  manifestSha256,
  merkleRoot,
  report,
}: VersionDetails): string {
  const simulated = report?.simulatedLabels
    ? `${report.simulatedLabels} of ${report.labelled} labels were given by simulated labelers alone.\n`
    : '';
  const machine = report?.machineLabels
    ? `${report.machineLabels} of ${report.labelled} labels, all in train, had the vote of a model beside those of people.\n`
    : '';
  return `${dataset.title} (${dataset.slug}), version ${number}, frozen on ${frozenAt.toISOString().slice(0, 10)}.

${images.train} images to train on, ${images.val} to validate, ${images.test} held out, in ${classes} classes.
${simulated}${machine}Manifest SHA-256: ${manifestSha256 ?? 'none'}
Merkle root over the images: ${merkleRoot ?? 'none'}

train/ and val/ have a folder for each class, named by its WordNet 3.0 id; classes.tsv has the words of each.
test/ has no labels: a model is scored on it by taking part in a challenge.
Each file is named by the SHA-256 of its bytes. attribution.tsv names the source of each file of train and val,
sources.tsv says who made the images of each source and on what terms they may be used.
`;
}

/** Rows as tab-separated text; what would break a row becomes a space. */
function table(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map((cell) => cell.replace(/\s+/g, ' ')).join('\t')}\n`).join('');
}
