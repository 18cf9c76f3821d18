import { type Split, splits } from '../split.ts';
import { aboutCredits, aboutVersion, creditEntries } from './about.ts';
import {
  type ExportFile,
  type ExportRow,
  type ExportSource,
  exportName,
  imageFile,
  presentImages,
} from './export-source.ts';
import { type RowRecord, rowColumns, rowRecord } from './row-record.ts';
import { measuredEntry, type TarEntry, tarChunks, textEntry } from './tar.ts';

/**
 * A tar that unpacks into a Hugging Face dataset repository, read by its imagefolder loader: README.md, the dataset card with its YAML, and of
 * each split data/SPLIT/metadata.jsonl, a line an image, before data/SPLIT/XX/FILE, XX being the first two digits of the
 * SHA-256. Labels of test are -1, as is the custom there.
 */
export async function* writeHuggingFace(source: ExportSource, wrote: () => void): AsyncGenerator<ExportFile> {
  yield {
    name: `${exportName(source)}-huggingface.tar`,
    contentType: 'application/x-tar',
    chunks: tarChunks(entries(source, wrote), source.version.frozenAt),
  };
}

async function* entries(source: ExportSource, wrote: () => void): AsyncGenerator<TarEntry> {
  yield textEntry('README.md', card(source));
  yield* creditEntries(source);
  for (const split of splits) {
    if (presentImages(source.version)[split] === 0) continue;
    yield await measuredEntry(`data/${split}/metadata.jsonl`, () => metadata(source, split));
    for await (const { row, content } of source.contents(split)) {
      yield { name: `data/${split}/${place(row)}`, bytes: content.length, chunks: [content] };
      wrote();
    }
  }
}

/** Folders of some hundreds of thousands of files are more than repositories take. */
function place(row: ExportRow): string {
  return `${row.sha256.slice(0, 2)}/${imageFile(row)}`;
}

async function* metadata(source: ExportSource, split: Split): AsyncGenerator<string> {
  for await (const row of source.rows(split)) {
    const { file: _, split: __, label, ...rest } = rowRecord(source, row);
    yield `${JSON.stringify({ file_name: place(row), label: label ?? -1, ...rest })}\n`;
  }
}

const types: Record<Exclude<keyof RowRecord, 'file' | 'split' | 'label'>, string> = {
  sha256: 'string',
  synset: 'string',
  word: 'string',
  confidence: 'float64',
  simulated: 'bool',
  machine: 'bool',
  width: 'int32',
  height: 'int32',
  bytes: 'int32',
  mime: 'string',
  author: 'string',
  license: 'string',
  license_url: 'string',
  source: 'string',
  source_title: 'string',
  source_url: 'string',
};

/** The dataset card: what machines read of it as YAML, then Markdown. A JSON string is one of YAML too. */
function card(source: ExportSource): string {
  const { version, classes, description, address } = source;
  const { dataset, number, frozenAt, sources } = version;
  const images = presentImages(version);
  const quote = (text: string) => JSON.stringify(text);
  const licenses = [...new Set(sources.map(({ license }) => license.toLowerCase()))];
  const present = splits.filter((split) => images[split] > 0);
  const named = { train: 'train', val: 'validation', test: 'test' } as const;
  const columns = rowColumns.filter((name): name is keyof typeof types => name in types);
  return [
    '---',
    `pretty_name: ${quote(dataset.title)}`,
    'license:',
    ...(licenses.length > 0 ? licenses : ['unknown']).map((license) => `- ${quote(license)}`),
    'task_categories:',
    '- image-classification',
    'size_categories:',
    `- ${sizeCategory(images.train + images.val + images.test)}`,
    'configs:',
    '- config_name: default',
    '  data_files:',
    ...present.flatMap((split) => [`  - split: ${named[split]}`, `    path: data/${split}/**`]),
    'dataset_info:',
    '  features:',
    '  - name: image',
    '    dtype: image',
    '  - name: label',
    '    dtype:',
    '      class_label:',
    '        names:',
    ...[...classes.values()].map(({ index, id }) => `          '${index}': ${id}`),
    ...columns.flatMap((name) => [`  - name: ${name}`, `    dtype: ${types[name]}`]),
    '  splits:',
    ...present.flatMap((split) => [`  - name: ${named[split]}`, `    num_examples: ${images[split]}`]),
    '---',
    '',
    `# ${dataset.title}`,
    '',
    ...(description.trim() ? [description.trim(), ''] : []),
    aboutVersion(source),
    `Its page: ${address}`,
    '',
    '## Splits',
    '',
    `Labels are WordNet 3.0 nouns; classes.tsv has the words of each. The label of a test image is -1: a model is scored on them by`,
    'taking part in a challenge.',
    '',
    '## Licences and attribution',
    '',
    aboutCredits,
    ...sources.map(
      ({ title, author, license, licenseUrl, homepage }) =>
        `- ${homepage ? `[${inline(title)}](${homepage})` : inline(title)} by ${inline(author)}, [${license}](${licenseUrl})`,
    ),
    '',
    '## Citation',
    '',
    `    ${inline(dataset.title)} (${dataset.slug}), version ${number}, ${frozenAt.getUTCFullYear()}. Manifest SHA-256: ${version.manifestSha256 ?? 'none'}`,
    '',
  ].join('\n');
}

const inline = (text: string) => text.replace(/\s+/g, ' ').replace(/[[\]]/g, '\\$&');

/** The classes of size that Hugging Face knows. */
function sizeCategory(images: number): string {
  const steps = [
    [1e3, 'n<1K'],
    [1e4, '1K<n<10K'],
    [1e5, '10K<n<100K'],
    [1e6, '100K<n<1M'],
    [1e7, '1M<n<10M'],
    [1e8, '10M<n<100M'],
  ] as const;
  return steps.find(([below]) => images < below)?.[1] ?? '100M<n<1B';
}
