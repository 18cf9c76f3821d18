import type { Metadata } from 'next';
import { ROOT_SYNSET } from '#lib/hierarchy/root-synset';
import { listSynsets } from '#lib/hierarchy/server/list-synsets';
import { type SynsetSearch, synsetSearchSchema } from '#lib/hierarchy/synset-queries';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Stats } from '@/_components/stats';
import { FoundNouns } from './found-nouns';
import { loadSynset } from './load-synset';
import { NounCards } from './noun-cards';
import { RevealNoun } from './reveal-noun';
import { startingNouns } from './starting-nouns';

type Search = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata({ searchParams }: { searchParams: Search }): Promise<Metadata> {
  const search = await readSearch(searchParams);
  return search
    ? { title: `${search.query} · Nouns`, robots: { index: false } }
    : { title: 'Explore the nouns', description: 'The nouns of WordNet 3.0 as a tree, with their images.' };
}

export default async function ExplorePage({ searchParams }: { searchParams: Search }) {
  const search = await readSearch(searchParams);
  return (
    <>
      <RevealNoun path={[]} />
      {search ? (
        <>
          <h1 className="text-2xl font-semibold">Nouns called “{search.query}”</h1>
          <div className="mt-4">
            <FoundNouns search={search} />
          </div>
        </>
      ) : (
        <Start />
      )}
    </>
  );
}

async function Start() {
  const [root, nouns] = await Promise.all([loadSynset(ROOT_SYNSET), listSynsets(startingNouns)]);
  const pictured = nouns.filter(({ images }) => images > 0);
  return (
    <>
      <h1 className="text-2xl font-semibold sm:text-3xl">Explore the nouns</h1>
      <p className="mt-2 max-w-3xl text-lg text-ink-soft">
        Every noun stands under wider ones: a beagle is a dog, a dog is a canine and a domestic animal too.
        Type a word, or walk down the tree.
      </p>
      <div className="mt-6">
        <Stats
          items={[
            { label: 'nouns, from WordNet 3.0', value: <Count value={root.descendants + 1} /> },
            { label: 'labelled images', value: <Count value={root.images} /> },
          ]}
        />
      </div>
      <div className="mt-8">
        {pictured.length > 0 ? (
          <NounCards
            level={2}
            nouns={pictured.map(({ words, ...noun }) => ({ ...noun, word: words[0] ?? noun.id }))}
          />
        ) : (
          <EmptyState title="No images yet" action={<LinkButton href="/label">Label images</LinkButton>}>
            Images stand under their nouns as soon as people have agreed what they show and an organiser has
            frozen them into a dataset version.
          </EmptyState>
        )}
      </div>
    </>
  );
}

/** What was asked for; an address that somebody mistyped shows the start. */
async function readSearch(searchParams: Search): Promise<SynsetSearch | undefined> {
  return synsetSearchSchema.safeParse(await searchParams).data;
}
