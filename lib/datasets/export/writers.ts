import { writeCoco } from './coco.ts';
import { writeCsv } from './csv.ts';
import type { WriteExport } from './export-source.ts';
import type { ExportFormat } from './formats.ts';
import { writeHuggingFace } from './huggingface.ts';
import { writeIlsvrcDevkit } from './ilsvrc-devkit.ts';
import { writeImageFolder } from './imagefolder.ts';
import { writeParquet } from './parquet.ts';
import { writeWebDataset } from './webdataset.ts';

/** Who writes each format that is made of the version alone; Croissant speaks of files of others. */
export const writers: Readonly<Record<Exclude<ExportFormat, 'croissant'>, WriteExport>> = {
  imagefolder: writeImageFolder,
  webdataset: writeWebDataset,
  huggingface: writeHuggingFace,
  parquet: writeParquet,
  csv: writeCsv,
  coco: writeCoco,
  'ilsvrc-devkit': writeIlsvrcDevkit,
};
