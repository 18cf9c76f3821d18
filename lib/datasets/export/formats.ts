/** The forms that a version is handed out in. */
export const exportFormats = [
  'imagefolder',
  'webdataset',
  'huggingface',
  'parquet',
  'csv',
  'coco',
  'croissant',
  'ilsvrc-devkit',
] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** What people are told of a format. */
export interface FormatFacts {
  title: string;
  holds: string;
  /** Whether the images themselves are in it. */
  images: boolean;
  /** Formats whose files it speaks of: they are made first. */
  after: readonly ExportFormat[];
}

export const formatFacts: Readonly<Record<ExportFormat, FormatFacts>> = {
  imagefolder: {
    title: 'ImageFolder',
    holds: 'A tar for torchvision’s ImageFolder: a folder for each class.',
    images: true,
    after: [],
  },
  webdataset: {
    title: 'WebDataset',
    holds: 'Shards of at most 1 GB to read as a stream, each image beside its label.',
    images: true,
    after: [],
  },
  huggingface: {
    title: 'Hugging Face',
    holds: 'A tar with images, metadata.jsonl and a dataset card.',
    images: true,
    after: [],
  },
  parquet: {
    title: 'Parquet',
    holds: 'A table of the images, without their bytes, for DuckDB, pandas or Spark.',
    images: false,
    after: [],
  },
  csv: { title: 'CSV', holds: 'The same table as text.', images: false, after: [] },
  coco: {
    title: 'COCO JSON',
    holds: 'Images, classes and labels of each split, for pycocotools.',
    images: false,
    after: [],
  },
  croissant: {
    title: 'Croissant',
    holds: 'A description for machines (JSON-LD) of the ImageFolder and CSV files, which are made with it.',
    images: false,
    after: ['imagefolder', 'csv'],
  },
  'ilsvrc-devkit': {
    title: 'ILSVRC devkit',
    holds: 'The synset list and ground truth lists as the challenge had them.',
    images: false,
    after: [],
  },
};
