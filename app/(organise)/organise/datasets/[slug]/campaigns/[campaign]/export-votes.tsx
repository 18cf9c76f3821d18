import { Download } from 'lucide-react';
import type { Board } from '#lib/labelling/board';
import { Button } from '@/_components/button';
import { CheckboxField } from '@/_components/checkbox-field';
import { TextLink } from '@/_components/text-link';

/** Downloads the campaign's votes. A plain form: its boxes are the address's query, so it works without script. */
export function ExportVotes({ board: { slug, progress } }: { board: Board }) {
  if (progress.votes === 0)
    return <p className="text-ink-soft">Nobody has voted yet. Votes can be exported once there are some.</p>;
  return (
    <form
      method="get"
      action={`/api/v1/campaigns/${slug}/votes.csv`}
      className="flex max-w-3xl flex-col gap-4"
    >
      <p className="text-ink-soft">
        A CSV file, a row a vote, that{' '}
        <TextLink href="/docs/organisers#labels-out-of-votes" quiet>
          imagenest aggregate
        </TextLink>{' '}
        reads. Labelers stand in it under names that are made up. Votes on images that a version holds out are
        never in it.
      </p>
      <CheckboxField
        name="workers"
        value="names"
        label="With people’s names"
        hint="Only for what you may use them for."
      />
      <CheckboxField name="withdrawn" value="include" label="With votes that are withdrawn, marked" />
      <CheckboxField name="compress" value="gzip" label="Compressed (gzip)" />
      <div>
        <Button type="submit" icon={<Download aria-hidden size={16} />}>
          Export votes
        </Button>
      </div>
    </form>
  );
}
