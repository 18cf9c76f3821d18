import { type Split, splits } from '../split.ts';
import { type ExportFile, type ExportSource, exportName, imagePath } from './export-source.ts';
import { rowRecord } from './row-record.ts';
import { textChunks } from './text-chunks.ts';

/**
 * A JSON of COCO a split, NAME-train.json and on, each read whole by pycocotools: info, licenses, images, annotations, categories. An
 * annotation says what an image shows as a whole, so its box is the whole image. Ids count from 1; those of images and annotations are the
 * places in the file, those of categories and licenses are the same in all three. test has no annotations.
 */
export async function* writeCoco(source: ExportSource, wrote: () => void): AsyncGenerator<ExportFile> {
  for (const split of splits) {
    yield {
      name: `${exportName(source)}-${split}.json`,
      contentType: 'application/json',
      chunks: textChunks(document(source, split, wrote)),
    };
  }
}

async function* document(source: ExportSource, split: Split, wrote: () => void): AsyncGenerator<string> {
  const { version, description, address, classes } = source;
  const licenses = licensesOf(source);
  const info = {
    year: version.frozenAt.getUTCFullYear(),
    version: String(version.number),
    description: `${version.dataset.title}, ${split}. Labels are of whole images.${description ? `\n\n${description}` : ''}`,
    contributor: version.sources.map(({ author }) => author).join('; '),
    url: address,
    date_created: version.frozenAt.toISOString(),
    manifest_sha256: version.manifestSha256,
  };
  yield `{"info":${JSON.stringify(info)},\n"licenses":${JSON.stringify(licenses)},\n"sources":${JSON.stringify(version.sources)},\n"images":[`;
  yield* listed(imagesOf(source, split, licenses, wrote));
  yield '],\n"annotations":[';
  yield* listed(annotationsOf(source, split));
  const categories = [...classes.values()].map(({ index, id, words, gloss }) => ({
    id: index + 1,
    name: id,
    supercategory: '',
    words,
    gloss,
  }));
  yield `],\n"categories":${JSON.stringify(categories)}}\n`;
}

interface License {
  id: number;
  name: string;
  url: string;
}

function licensesOf({ version }: ExportSource): License[] {
  const urls = new Map(version.sources.map(({ license, licenseUrl }) => [licenseUrl, license]));
  return [...urls].sort().map(([url, name], index) => ({ id: index + 1, name, url }));
}

async function* imagesOf(
  source: ExportSource,
  split: Split,
  licenses: readonly License[],
  wrote: () => void,
): AsyncGenerator<unknown> {
  let id = 0;
  for await (const row of source.rows(split)) {
    const { sha256, width, height, author, license_url, source: slug, source_url } = rowRecord(source, row);
    yield {
      id: ++id,
      file_name: imagePath(row),
      width,
      height,
      license: licenses.find(({ url }) => url === license_url)?.id ?? null,
      date_captured: '',
      flickr_url: '',
      coco_url: '',
      sha256,
      author,
      source: slug,
      source_url,
    };
    wrote();
  }
}

async function* annotationsOf(source: ExportSource, split: Split): AsyncGenerator<unknown> {
  let id = 0;
  for await (const row of source.rows(split)) {
    id++;
    const { label, width, height, confidence, simulated, machine } = rowRecord(source, row);
    if (label === null) continue;
    yield {
      id,
      image_id: id,
      category_id: label + 1,
      bbox: [0, 0, width, height],
      area: width * height,
      segmentation: [],
      iscrowd: 0,
      confidence,
      simulated,
      machine,
    };
  }
}

/** The items of a JSON list, a line each. */
async function* listed(items: AsyncIterable<unknown>): AsyncGenerator<string> {
  let before = '\n';
  for await (const item of items) {
    yield before + JSON.stringify(item);
    before = ',\n';
  }
}
