import { allRows, type ExportSource, imagePath } from './export-source.ts';
import { measuredEntry, type TarEntry, textEntry } from './tar.ts';

/** What goes with the images of an archive: classes.tsv, sources.tsv and attribution.tsv. */
export async function* creditEntries(source: ExportSource): AsyncGenerator<TarEntry> {
  yield textEntry('classes.tsv', classesTable(source));
  yield textEntry('sources.tsv', sourcesTable(source));
  yield await measuredEntry('attribution.tsv', () => attributionLines(source));
}

/** The classes in order of their number: id, words. */
function classesTable({ classes }: ExportSource): string {
  return [...classes.values()].map(({ id, words }) => tabbed([id, words.join(', ')])).join('');
}

/** Whose the images are, a source a line, under a line of column names. */
export function sourcesTable({ version }: ExportSource): string {
  const rows = version.sources.map(({ slug, title, author, license, licenseUrl, homepage, images }) =>
    tabbed([slug, title, author, license, licenseUrl, homepage ?? '', String(images)]),
  );
  return (
    tabbed(['source', 'title', 'author', 'license', 'license_url', 'homepage', 'images']) + rows.join('')
  );
}

/**
 * Whose each image is: file, source, author, licence, licence's address, address. What would tell a held-out noun is empty; an image of
 * which nothing may be told has no line.
 */
export async function* attributionLines(source: ExportSource): AsyncGenerator<string> {
  for await (const row of allRows(source)) {
    if (!Object.values(row.credit).some(Boolean)) continue;
    const { source: from = '', author = '', license = '', licenseUrl = '', url } = row.credit;
    yield tabbed([imagePath(row), from, author, license, licenseUrl, url ?? '']);
  }
}

/** Values as a line parted by tabs; what would break the line becomes a space. */
export function tabbed(values: readonly string[]): string {
  return `${values.map((value) => value.replace(/\s+/g, ' ')).join('\t')}\n`;
}

/** What the version is, in a few lines of plain text. */
export function aboutVersion({ version }: ExportSource): string {
  const { dataset, number, frozenAt, images, missing, classes, manifestSha256, merkleRoot, report } = version;
  const gone = missing.train + missing.val + missing.test;
  const takenDown = gone
    ? `Taken down since and missing here: ${missing.train} of train, ${missing.val} of val, ${missing.test} of test.\n`
    : '';
  const simulated = report?.simulatedLabels
    ? `${report.simulatedLabels} of ${report.labelled} labels were given by simulated labelers alone.\n`
    : '';
  const machine = report?.machineLabels
    ? `${report.machineLabels} of ${report.labelled} labels, all in train, had the vote of a model beside those of people.\n`
    : '';
  return `${dataset.title} (${dataset.slug}), version ${number}, frozen on ${frozenAt.toISOString().slice(0, 10)}.

${images.train} images to train on, ${images.val} to validate, ${images.test} held out, in ${classes} classes.
${takenDown}${simulated}${machine}Manifest SHA-256: ${manifestSha256 ?? 'none'}
Merkle root over the images: ${merkleRoot ?? 'none'}
`;
}

/** What is said of credits wherever attribution.tsv stands. */
export const aboutCredits = `Each image is named by the SHA-256 of its bytes. attribution.tsv has a line an image: file, source, author, licence, address of
the licence, address. sources.tsv says who made the images of each source and on what terms they may be used. Of a test image only
what all sources have in common is told, for its source may tell its noun: it is of one of those in sources.tsv.
`;
