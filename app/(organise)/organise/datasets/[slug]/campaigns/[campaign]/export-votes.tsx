import { Download } from 'lucide-react';
import { Suspense } from 'react';
import type { Person } from '#lib/identity/person';
import type { Board } from '#lib/labelling/board';
import { readLeftOut } from '#lib/labelling/server/read-left-out';
import { Button } from '@/_components/button';
import { CheckboxField } from '@/_components/checkbox-field';
import { Loading, TextSkeleton } from '@/_components/skeleton';
import { TextLink } from '@/_components/text-link';

/** Downloads the campaign's votes. A plain form: its boxes are the address's query, so it works without script. */
export function ExportVotes({ person, board: { slug, progress } }: { person: Person; board: Board }) {
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
        reads. Labelers stand in it under names that are made up. Votes on known questions, and those of
        models and simulated labelers, are in it and marked.
      </p>
      <Suspense
        fallback={
          <Loading name="Counting what is left out">
            <TextSkeleton lines={2} />
          </Loading>
        }
      >
        <LeftOut person={person} campaign={slug} />
      </Suspense>
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

/** How many votes the file leaves out, and why. */
async function LeftOut({ person, campaign }: { person: Person; campaign: string }) {
  const { heldOut, withdrawn, withdrawnLabelers } = await readLeftOut(person, { campaign });
  if (heldOut + withdrawn === 0) return <p>No vote is left out of it.</p>;
  return (
    <div>
      <p>{votes(heldOut + withdrawn)} left out of it:</p>
      <ul className="mt-1 list-disc pl-5">
        {heldOut > 0 && (
          <li>
            {heldOut.toLocaleString('en')} on images that a version holds out. They are in no file: whoever
            reads them would know what models are tested on.
          </li>
        )}
        {withdrawn > 0 && (
          <li>
            {withdrawn.toLocaleString('en')} of{' '}
            {withdrawnLabelers === 1 ? 'one labeler' : `${withdrawnLabelers.toLocaleString('en')} labelers`}{' '}
            whose votes are withdrawn. Ask for them below to have them too.
          </li>
        )}
      </ul>
    </div>
  );
}

const votes = (count: number) => (count === 1 ? '1 vote is' : `${count.toLocaleString('en')} votes are`);
