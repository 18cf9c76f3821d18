import type { JobState } from '#lib/infra/db/generated/client';
import type { MadeFile } from './export-source.ts';
import type { ExportFormat } from './formats.ts';

/** How an export stands. */
export interface ExportView {
  format: ExportFormat;
  /** Null where nobody has asked for it. */
  state: JobState | null;
  progress: { done: number; total: number; secondsLeft: number | null };
  /** Why it failed. */
  error: string | null;
  /** Once it is done: its files in their order, SHA256SUMS last, and their bytes together. */
  files: (MadeFile & { url: string })[];
  bytes: number;
}
