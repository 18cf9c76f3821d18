import type { Metadata } from 'next';
import Link from 'next/link';
import {
  type DisagreementSearch,
  type DisagreementView,
  disagreementListSchema,
} from '#lib/challenges/disagreement';
import { listDisagreements } from '#lib/challenges/server/list-disagreements';
import { hasRole } from '#lib/identity/person';
import { EmptyState } from '@/_components/empty-state';
import { Pager } from '@/_components/pager';
import { Picture } from '@/_components/picture';
import { ProgressBar } from '@/_components/progress-bar';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { loadChallenge } from '../../load-challenge';
import { BoardFrame } from '../board-frame';
import { loadBoard, type Search } from '../board-query';
import { AgainstActs, Refreshing } from './against-acts';

type PageProps = { params: Promise<{ slug: string }>; searchParams: Search };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const challenge = await loadChallenge((await params).slug);
  return { title: `Where models agree against the label in ${challenge.title}` };
}

/** Images on which the best entries agree on another noun than people did. */
export default async function AgainstPage({ params, searchParams }: PageProps) {
  const { slug } = await params;
  const challenge = await loadChallenge(slug);
  const { query, board } = await loadBoard(slug, searchParams);
  const page = disagreementListSchema.safeParse({ cursor: (await searchParams).cursor });
  const search = await listDisagreements(slug, page.data ?? disagreementListSchema.parse({}));
  const underWay = search.models.some(({ state }) => state === 'waiting' || state === 'running');
  const organises = hasRole(await currentPerson(), 'organiser');
  return (
    <BoardFrame challenge={challenge} query={query} board={board} tab="against">
      <h2 className="text-xl font-semibold">Where the models agree against the label</h2>
      <p className="mt-1 mb-6 max-w-3xl text-ink-soft">
        Images of val and train of which at least two thirds of the best entries say another noun than people
        did. Either may be right, or both: people look again and decide, never the models.
      </p>
      {organises && <AgainstActs slug={slug} searched={search.models.length > 0} found={search.found} />}
      {underWay && <Refreshing />}
      {(underWay || search.models.some(({ problem }) => problem !== null)) && (
        <Models models={search.models} />
      )}
      {!underWay && <Found slug={slug} search={search} />}
    </BoardFrame>
  );
}

function Models({ models }: Pick<DisagreementSearch, 'models'>) {
  return (
    <ul aria-label="Models that are asked" className="mb-8 flex max-w-xl flex-col gap-4">
      {models.map((model) => (
        <li key={model.submissionId}>
          {model.problem === null ? (
            <ProgressBar
              name={`${model.entry}: ${model.submission}`}
              value={model.state === 'waiting' ? null : model.imagesDone}
              max={Math.max(1, model.imagesTotal)}
              unit="images"
              secondsLeft={model.secondsLeft ?? undefined}
            />
          ) : (
            <p>
              <span className="font-medium">
                {model.entry}: {model.submission}
              </span>{' '}
              was left out: {model.problem}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Found({
  slug,
  search: { models, items, found, nextCursor },
}: {
  slug: string;
  search: DisagreementSearch;
}) {
  if (models.length === 0) {
    return (
      <EmptyState title="Nobody looked yet">
        An organiser has the best entries look at the images whose labels are public.
      </EmptyState>
    );
  }
  if (found === 0) {
    return (
      <EmptyState title="None found">
        On no image do two thirds of the best entries agree on another noun than its label.
      </EmptyState>
    );
  }
  return (
    <>
      <p className="mb-4">
        {found === 1 ? 'One image' : `${found.toLocaleString('en')} images`}, those first on which most agree.
      </p>
      <ul
        aria-label="Images on which models agree against the label"
        className="grid grid-cols-[repeat(auto-fill,minmax(9rem,1fr))] gap-x-3 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]"
      >
        {items.map((item) => (
          <li key={item.sha256} className="min-w-0">
            <FoundImage
              item={item}
              whyHref={`/submissions/${models[0]?.submissionId}/why?image=${item.sha256}`}
            />
          </li>
        ))}
      </ul>
      <Pager
        name="Pages of images"
        nextHref={
          nextCursor === null ? undefined : `/challenges/${slug}/leaderboard/against?cursor=${nextCursor}`
        }
      />
    </>
  );
}

function FoundImage({ item, whyHref }: { item: DisagreementView; whyHref: string }) {
  const { sha256, thumbUrl, width, height, label, guess, models, of } = item;
  return (
    <figure>
      <Link href={`/picture/${sha256}`} prefetch={false} className="focus-on-picture block">
        <Picture
          src={thumbUrl}
          alt={`The image that people called ${label.word}`}
          width={width}
          height={height}
          className="block aspect-square w-full bg-well object-cover"
        />
      </Link>
      <figcaption className="mt-2 text-sm">
        <span className="block">
          People: <strong className="font-medium">{label.word}</strong>
        </span>
        <span className="block">
          {models} of {of} models: <strong className="font-medium">{guess.word}</strong>
        </span>
        <TextLink href={whyHref}>Why</TextLink>
      </figcaption>
    </figure>
  );
}
