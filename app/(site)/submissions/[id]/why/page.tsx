import type { Metadata } from 'next';
import { z } from 'zod';
import { leaderboardQuerySchema } from '#lib/challenges/leaderboard';
import { getExplanation } from '#lib/challenges/server/get-explanation';
import { getLeaderboard } from '#lib/challenges/server/get-leaderboard';
import type { SubmissionView } from '#lib/challenges/server/get-submission';
import { listExplainableImages } from '#lib/challenges/server/list-explainable-images';
import { cursorSchema } from '#lib/core/cursor';
import { AppError } from '#lib/core/errors';
import { sha256Schema } from '#lib/images/sha256';
import { attributionOf } from '@/_components/attribution';
import { Button } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Mosaic } from '@/_components/mosaic';
import { PageShell } from '@/_components/page-shell';
import { Pager } from '@/_components/pager';
import { Section } from '@/_components/section';
import { SelectField } from '@/_components/select-field';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { loadSubmission } from '../load-submission';
import { ExplanationPanel } from './explanation-panel';
import { OwnImage } from './own-image';

const IMAGES = 48;
/** Submissions that are offered to be set beside. */
const BESIDE = 100;

const search = z.object({
  image: sha256Schema.optional().catch(undefined),
  with: z.uuid().optional().catch(undefined),
  cursor: cursorSchema(z.tuple([z.number().int()]))
    .optional()
    .catch(undefined),
});

type Props = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  return { title: `Why ${(await loadSubmission((await params).id)).name} says what it says` };
}

/** Why a network answers as it does: on one image, by itself or beside another. */
export default async function WhyPage({ params, searchParams }: Props) {
  const submission = await loadSubmission((await params).id);
  const asked = search.parse(await searchParams);
  const { id, name, challenge, status } = submission;
  const page = {
    title: 'Why did it say that?',
    lead: `${name} by ${submission.entry.name}: its best guesses on one image, and the pixels that made them.`,
    path: [
      { label: 'Challenges', href: '/challenges' },
      { label: challenge.title, href: `/challenges/${challenge.slug}` },
      { label: name, href: `/submissions/${id}` },
      { label: 'Why' },
    ],
  };
  if (status.state !== 'scored') {
    return (
      <PageShell {...page}>
        <EmptyState title="Not scored yet">What it says is explained once it is scored.</EmptyState>
      </PageShell>
    );
  }
  const others = await othersOf(submission);
  const other = others.find((each) => each.id === asked.with);
  const models = [{ id, name: `${submission.entry.name}: ${name}` }, ...(other ? [other] : [])];
  return (
    <PageShell {...page}>
      <Beside id={id} image={asked.image} others={others} other={other?.id} />
      {asked.image !== undefined && <Explained models={models} sha256={asked.image} />}
      <Section
        title={asked.image === undefined ? 'Choose an image' : 'Choose another image'}
        lead="Images that people labelled and whose labels everybody may see. Those that scores are made of stay held out."
      >
        <Images submission={submission} other={other?.id} cursor={asked.cursor} />
      </Section>
      <Section title="Or bring one" id="own">
        <OwnImage models={models} />
      </Section>
    </PageShell>
  );
}

async function othersOf({ id, challenge }: SubmissionView) {
  const board = await getLeaderboard(
    await currentPerson(),
    challenge.slug,
    leaderboardQuerySchema.parse({ which: 'all' }),
  );
  return board.rows
    .filter((row) => row.submissionId !== id)
    .slice(0, BESIDE)
    .map((row) => ({ id: row.submissionId, name: `${row.entry}: ${row.submission}` }));
}

type BesideProps = {
  id: string;
  image?: string;
  others: Awaited<ReturnType<typeof othersOf>>;
  other?: string;
};

function Beside({ id, image, others, other }: BesideProps) {
  if (others.length === 0) return null;
  const options = [
    { value: '', label: 'nothing' },
    ...others.map((each) => ({ value: each.id, label: each.name })),
  ];
  return (
    <form action={`/submissions/${id}/why`} className="mb-10 flex max-w-xl flex-wrap items-end gap-4">
      {image !== undefined && <input type="hidden" name="image" value={image} />}
      <div className="min-w-0 flex-1">
        <SelectField name="with" label="Set it beside" defaultValue={other ?? ''} options={options} />
      </div>
      <Button type="submit">Show</Button>
    </form>
  );
}

async function Explained({ models, sha256 }: { models: { id: string; name: string }[]; sha256: string }) {
  const person = await currentPerson();
  try {
    const views = await Promise.all(models.map(({ id }) => getExplanation(person, id, sha256)));
    return (
      <div className="mb-12">
        <p className="mb-6">
          <TextLink href={`/picture/${sha256}`}>The whole image, where it is from and on what terms</TextLink>
          {views[0]?.answer?.label && (
            <>
              . People say: <strong className="font-semibold">{views[0].answer.label.word}</strong>
            </>
          )}
        </p>
        <div className="grid gap-10 data-[two=true]:xl:grid-cols-2" data-two={models.length > 1}>
          {models.map(({ id, name }, at) => (
            <ExplanationPanel
              key={`${id} ${sha256}`}
              submissionId={id}
              name={name}
              sha256={sha256}
              first={views[at] as (typeof views)[number]}
            />
          ))}
        </div>
      </div>
    );
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return (
      <div className="mb-12">
        <EmptyState title="Not this image">{error.message}</EmptyState>
      </div>
    );
  }
}

type ImagesProps = { submission: SubmissionView; other?: string; cursor?: [number] };

async function Images({ submission: { id }, other, cursor }: ImagesProps) {
  const { items, nextCursor } = await listExplainableImages(await currentPerson(), id, {
    cursor,
    limit: IMAGES,
  });
  if (items.length === 0) {
    return (
      <EmptyState title="No images">
        The dataset has no images whose labels everybody may see. Bring one of your own.
      </EmptyState>
    );
  }
  const beside = other === undefined ? '' : `&with=${other}`;
  return (
    <>
      <Mosaic
        name="Images to be explained"
        size="small"
        pictures={items.map((image) => ({
          id: image.sha256,
          src: image.thumbUrl,
          alt: image.label?.word ?? 'an image',
          width: image.width,
          height: image.height,
          href: `/submissions/${id}/why?image=${image.sha256}${beside}`,
          simulated: image.label?.simulated,
          attribution: image.source ? attributionOf(image.source) : undefined,
        }))}
      />
      <Pager
        name="Pages of images"
        nextHref={nextCursor === null ? undefined : `/submissions/${id}/why?cursor=${nextCursor}${beside}`}
      />
    </>
  );
}
