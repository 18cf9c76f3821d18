import type { ExportFormat } from './formats.ts';

interface ExportAddress {
  slug: string;
  number: number;
  format: ExportFormat;
}

/** Where an export of a version is asked for, and told of. */
export function exportUrl({ slug, number, format }: ExportAddress): string {
  return `/api/v1/datasets/${slug}/versions/${number}/exports/${format}`;
}

/** Where a file of it is downloaded. */
export function exportFileUrl(address: ExportAddress, name: string): string {
  return `${exportUrl(address)}/${name}`;
}
