import type { Metadata } from 'next';
import Link from 'next/link';
import { confidenceSteps } from '#lib/hierarchy/confidence';
import { listLevels } from '#lib/hierarchy/server/list-levels';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import { type SynsetImages, synsetImagesSchema } from '#lib/hierarchy/synset-queries';
import type { SynsetDetails, TreeNoun } from '#lib/hierarchy/synset-views';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Gloss } from '@/_components/gloss';
import { LinkTabs } from '@/_components/link-tabs';
import { NounPath } from '@/_components/noun-path';
import { Section } from '@/_components/section';
import { Stats } from '@/_components/stats';
import { loadSynset } from '../load-synset';
import { NounCards } from '../noun-cards';
import { RevealNoun } from '../reveal-noun';
import { synsetPicture } from '../synset-picture';
import { Gallery } from './gallery';

interface Props {
  params: Promise<{ synset: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** As many children as a page lists; the tree has them all. */
const LISTED = 120;
/** As many of them as are shown with images. */
const PICTURED = 8;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { words, gloss } = await loadSynset((await params).synset);
  return { title: words[0], description: gloss };
}

export default async function NounPage({ params, searchParams }: Props) {
  const noun = await loadSynset((await params).synset);
  // An address that somebody mistyped shows the first pictures.
  const asked = synsetImagesSchema.safeParse(await searchParams);
  const path = (noun.paths[0] ?? []).map(({ id }) => id);
  const levels = await listLevels(path);
  const [word = noun.id, ...synonyms] = noun.words;
  return (
    <>
      <RevealNoun path={path} levels={levels} />
      <Paths noun={noun} />
      <div className="mt-4">
        <Gloss level={1} word={word} id={noun.id} gloss={noun.gloss} synonyms={synonyms} />
      </div>
      {(noun.images > 0 || noun.children > 0) && (
        <div className="mt-6">
          <Figures noun={noun} word={word} />
        </div>
      )}
      <ChildMosaic word={word} nouns={levels[noun.id] ?? []} />
      <Children word={word} nouns={levels[noun.id] ?? []} />
      <Pictures noun={noun} word={word} asked={asked.data ?? synsetImagesSchema.parse({})} />
    </>
  );
}

/** Every way down from the root: a noun may stand under several. */
function Paths({ noun }: { noun: SynsetDetails }) {
  const { paths } = noun;
  const named = paths.map((path) => path.map((step) => ({ ...step, href: `/explore/${step.id}` })));
  if (named.length === 1) return <NounPath nouns={named[0] ?? []} />;
  return (
    <ul className="flex flex-col gap-1">
      {named.map((nouns, index) => (
        <li key={nouns.map(({ id }) => id).join()}>
          <NounPath nouns={nouns} name={`Path ${index + 1} of ${named.length}`} />
        </li>
      ))}
    </ul>
  );
}

function Figures({ noun, word }: { noun: SynsetDetails; word: string }) {
  const { images, directImages, children, descendants } = noun;
  if (children === 0) return <Stats items={[{ label: 'images', value: <Count value={images} /> }]} />;
  return (
    <Stats
      items={[
        { label: 'images, with all nouns below', value: <Count value={images} /> },
        { label: `labelled just “${word}”`, value: <Count value={directImages} /> },
        { label: 'nouns below', value: <Count value={descendants} /> },
      ]}
    />
  );
}

async function Pictures({ noun, word, asked }: { noun: SynsetDetails; word: string; asked: SynsetImages }) {
  if (noun.images === 0) {
    return (
      <EmptyState
        title={`No images of ${word} yet`}
        action={<LinkButton href="/label">Label images</LinkButton>}
      >
        They stand here as soon as people have agreed what they show and an organiser has frozen them into a
        dataset version.
      </EmptyState>
    );
  }
  const { items, nextCursor } = await listSynsetImages(noun.id, asked);
  const address = `/explore/${noun.id}`;
  const { confidence } = asked;
  return (
    <Section title="Images">
      <LinkTabs
        name="How sure labels are"
        items={[
          { label: 'All', href: address, current: confidence === undefined },
          ...confidenceSteps.map((step) => ({
            label: `At least ${100 * Number(step)} % sure`,
            href: `${address}?confidence=${step}`,
            current: step === confidence,
          })),
        ]}
      />
      <div className="mt-4">
        {items.length === 0 ? (
          <EmptyState
            title="No label is that sure"
            action={<LinkButton href={address}>Show all images</LinkButton>}
          >
            How sure a label is comes from how many people said the same, and how often each of them is right.
          </EmptyState>
        ) : (
          <Gallery
            key={`${noun.id} ${confidence} ${asked.cursor}`}
            synsetId={noun.id}
            word={word}
            confidence={confidence}
            first={items.map(synsetPicture)}
            nextCursor={nextCursor}
            captions={noun.images > noun.directImages}
          />
        )}
      </div>
    </Section>
  );
}

/** The nouns below that have most images, with some of these each. */
async function ChildMosaic({ word, nouns }: { word: string; nouns: readonly TreeNoun[] }) {
  const pictured = nouns
    .filter(({ images }) => images > 0)
    .sort((a, b) => b.images - a.images)
    .slice(0, PICTURED);
  if (pictured.length === 0) return null;
  return (
    <Section title={`Under ${word}`}>
      <NounCards level={3} nouns={pictured} dense />
    </Section>
  );
}

function Children({ word, nouns }: { word: string; nouns: TreeNoun[] }) {
  const kinds = nouns.filter(({ kind }) => kind === 'hyponym');
  const instances = nouns.filter(({ kind }) => kind === 'instance');
  return (
    <>
      {kinds.length > 0 && <NounList title={`Kinds of ${word}`} nouns={kinds} />}
      {instances.length > 0 && <NounList title={`Each is one ${word}`} nouns={instances} />}
    </>
  );
}

function NounList({ title, nouns }: { title: string; nouns: readonly TreeNoun[] }) {
  return (
    <Section title={title}>
      <ul className="columns-2 gap-x-6 text-sm sm:columns-[12rem]">
        {nouns.slice(0, LISTED).map(({ id, word, images }) => (
          <li key={id} className="break-inside-avoid">
            <Link
              href={`/explore/${id}`}
              prefetch={false}
              className="flex min-h-8 items-center justify-between gap-2 rounded hover:text-accent hover:underline"
            >
              {word}
              {images > 0 && (
                <span className="text-xs text-ink-soft tabular-nums">
                  <span className="sr-only">, </span>
                  {images.toLocaleString('en')}
                  <span className="sr-only"> images</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {nouns.length > LISTED && (
        <p className="mt-2 text-sm text-ink-soft">
          And {(nouns.length - LISTED).toLocaleString('en')} more in the tree.
        </p>
      )}
    </Section>
  );
}
