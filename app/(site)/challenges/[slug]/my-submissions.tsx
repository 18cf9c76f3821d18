import type { MyEntry } from '#lib/challenges/server/get-my-entry';
import { SubmissionTable } from '@/(site)/submissions/submission-table';

/** What an entry has sent in so far. */
export function MySubmissions({ submissions }: Pick<MyEntry, 'submissions'>) {
  return (
    <SubmissionTable
      name="Your submissions"
      submissions={submissions}
      empty={<p className="text-ink-soft">None yet. Each model you submit stands here with its state.</p>}
    />
  );
}
