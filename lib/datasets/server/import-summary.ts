import type { Import } from '#lib/infra/db/generated/client';
import type { ImportOptions } from '../import.ts';
import { paceOf } from '../import-pace.ts';
import type { ImportSummary } from '../import-views.ts';
import { STALE_SECONDS } from './import-run.ts';

/** A row of imports as organisers see it. */
export function toImportSummary(row: Import & { dataset: { slug: string } }): ImportSummary {
  const { id, kind, name, state, passed, done, added, duplicates, refused, createdAt, startedAt, endedAt } =
    row;
  const { title, author, license } = (row.options as unknown as ImportOptions).source;
  const bytes = Number(row.bytes);
  const silentMs = Date.now() - (row.heartbeatAt?.getTime() ?? 0);
  return {
    id,
    dataset: row.dataset.slug,
    kind,
    name,
    state,
    passed,
    done,
    added,
    duplicates,
    refused,
    bytes,
    ...paceOf({ done, bytes, seconds: row.workedSeconds, passed }),
    stalled: state === 'running' && silentMs > STALE_SECONDS * 1000,
    problem: row.problemCode === null ? null : { code: row.problemCode, message: row.problemMessage ?? '' },
    source: { title, author, license },
    createdAt,
    startedAt,
    endedAt,
  };
}
