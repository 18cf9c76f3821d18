import { splits } from '../split.ts';
import { type ExportFile, type ExportSource, exportName, type MadeFile } from './export-source.ts';
import { textChunks } from './text-chunks.ts';

/** The files that the description speaks of, with the address of each. */
export interface DescribedFiles {
  archive: MadeFile & { url: string };
  table: MadeFile & { url: string };
}

/** The vocabulary of Croissant 1.0 as its specification gives it. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

/**
 * croissant.json: the version in Croissant 1.0 (https://docs.mlcommons.org/croissant/docs/croissant-spec.html), JSON-LD that says
 * where the ImageFolder archive and the CSV table are, their checksums, and how an image and its row belong together.
 */
export async function* writeCroissant(
  source: ExportSource,
  files: DescribedFiles,
): AsyncGenerator<ExportFile> {
  const text = `${JSON.stringify(describe(source, files), null, 2)}\n`;
  yield { name: 'croissant.json', contentType: 'application/ld+json', chunks: textChunks([text]) };
}

function describe(source: ExportSource, { archive, table }: DescribedFiles): object {
  const { version, description, address, classes } = source;
  const { dataset, number, frozenAt, sources, manifestSha256 } = version;
  const name = exportName(source);
  const manifest = manifestSha256 ? ` Manifest SHA-256: ${manifestSha256}.` : '';
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: dataset.title,
    alternateName: name,
    description: description || dataset.title,
    url: address,
    version: `${number}.0.0`,
    datePublished: frozenAt.toISOString(),
    license: [...new Set(sources.map(({ licenseUrl }) => licenseUrl))].sort(),
    creator: sources.map(({ author, homepage }) => ({
      '@type': 'sc:Organization',
      name: author,
      ...(homepage && { url: homepage }),
    })),
    citeAs: `${dataset.title}, version ${number}, ${frozenAt.getUTCFullYear()}.${manifest}`,
    isLiveDataset: false,
    distribution: [
      fileObject('archive', archive, 'Images of the version, train and val in a folder for each class.'),
      {
        '@type': 'cr:FileSet',
        '@id': 'image-files',
        name: 'image-files',
        description: 'The images in the archive, named by their SHA-256.',
        containedIn: { '@id': 'archive' },
        encodingFormat: ['image/jpeg', 'image/png', 'image/webp'],
        includes: ['train/*/*.*', 'val/*/*.*', 'test/*.*'],
      },
      fileObject('table', table, 'A row an image: split, label, size, author and licence.'),
    ],
    recordSet: [
      {
        '@type': 'cr:RecordSet',
        '@id': 'splits',
        name: 'splits',
        dataType: 'cr:Split',
        key: { '@id': 'splits/name' },
        field: [
          { '@type': 'cr:Field', '@id': 'splits/name', name: 'name', dataType: 'sc:Text' },
          { '@type': 'cr:Field', '@id': 'splits/url', name: 'url', dataType: 'cr:Split' },
        ],
        data: splits.map((split) => ({ 'splits/name': split, 'splits/url': splitUrls[split] })),
      },
      {
        '@type': 'cr:RecordSet',
        '@id': 'classes',
        name: 'classes',
        description: 'The nouns, by their WordNet 3.0 id.',
        dataType: 'sc:Enumeration',
        key: { '@id': 'classes/synset' },
        field: [
          { '@type': 'cr:Field', '@id': 'classes/synset', name: 'synset', dataType: 'sc:Text' },
          { '@type': 'cr:Field', '@id': 'classes/name', name: 'name', dataType: 'sc:Text' },
          { '@type': 'cr:Field', '@id': 'classes/gloss', name: 'gloss', dataType: 'sc:Text' },
        ],
        data: [...classes.values()].map(({ id, words, gloss }) => ({
          'classes/synset': id,
          'classes/name': words.join(', '),
          'classes/gloss': gloss,
        })),
      },
      {
        '@type': 'cr:RecordSet',
        '@id': 'images',
        name: 'images',
        description: 'The images with what is told of each. Those of test have no label.',
        key: { '@id': 'images/sha256' },
        field: [
          {
            '@type': 'cr:Field',
            '@id': 'images/sha256',
            name: 'sha256',
            description: 'SHA-256 of the image, which is its name in the archive.',
            dataType: 'sc:Text',
            source: {
              fileSet: { '@id': 'image-files' },
              extract: { fileProperty: 'filename' },
              transform: { regex: '^([0-9a-f]{64})\\..*$' },
            },
            references: { fileObject: { '@id': 'table' }, extract: { column: 'sha256' } },
          },
          {
            '@type': 'cr:Field',
            '@id': 'images/content',
            name: 'content',
            dataType: 'sc:ImageObject',
            source: { fileSet: { '@id': 'image-files' }, extract: { fileProperty: 'content' } },
          },
          { ...column('split', 'sc:Text'), references: { field: { '@id': 'splits/name' } } },
          {
            ...column('synset', ['sc:Text', 'cr:Label']),
            references: { field: { '@id': 'classes/synset' } },
          },
          column('label', 'sc:Integer'),
          column('confidence', 'sc:Float'),
          column('simulated', 'sc:Boolean'),
          column('machine', 'sc:Boolean'),
          column('width', 'sc:Integer'),
          column('height', 'sc:Integer'),
          column('author', 'sc:Text'),
          column('license', 'sc:Text'),
          column('license_url', 'sc:URL'),
          column('source', 'sc:Text'),
          column('source_url', 'sc:URL'),
        ],
      },
    ],
  };
}

/** What the specification names the parts of a dataset by. */
const splitUrls = {
  train: 'cr:TrainingSplit',
  val: 'cr:ValidationSplit',
  test: 'cr:TestSplit',
} as const;

function fileObject(id: string, file: DescribedFiles['archive'], description: string): object {
  return {
    '@type': 'cr:FileObject',
    '@id': id,
    name: file.name,
    description,
    contentUrl: file.url,
    contentSize: `${file.bytes} B`,
    encodingFormat: file.contentType.split(';')[0],
    sha256: file.sha256,
  };
}

function column(name: string, dataType: string | string[]): object {
  return {
    '@type': 'cr:Field',
    '@id': `images/${name}`,
    name,
    dataType,
    source: { fileObject: { '@id': 'table' }, extract: { column: name } },
  };
}
