import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { Badge } from '@/_components/badge';
import { DataTable } from '@/_components/data-table';
import { Section } from '@/_components/section';
import { type ModelCheck, modelChecks } from './model-checks';

const tones = { passed: 'good', failed: 'bad', 'to come': 'neutral', 'not reached': 'neutral' } as const;

/** The log of the checks: what the model was checked for, and what was found. */
export function ChecksSection({ submission }: { submission: SubmissionView }) {
  return (
    <Section title="What was checked" id="checks">
      <div className="max-w-4xl">
        <DataTable<ModelCheck>
          name="Checks"
          rows={modelChecks(submission)}
          rowKey={({ name }) => name}
          columns={[
            { key: 'name', header: 'Check', rowHeader: true, cell: ({ name }) => name },
            {
              key: 'outcome',
              header: 'Came out',
              cell: ({ outcome }) => <Badge tone={tones[outcome]}>{outcome}</Badge>,
            },
            {
              key: 'says',
              header: 'Found',
              cell: ({ says }) => <span className="break-words">{says}</span>,
            },
          ]}
        />
      </div>
    </Section>
  );
}
