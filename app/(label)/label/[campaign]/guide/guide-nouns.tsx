import type { ListGuideNounsInput } from '#lib/labelling/guide-list';
import { listGuideNouns } from '#lib/labelling/server/list-guide-nouns';
import { readNounGuide } from '#lib/labelling/server/read-noun-guide';
import { EmptyState } from '@/_components/empty-state';
import { Pager } from '@/_components/pager';
import { NounEntry } from './noun-entry';

type GuideNounsProps = { slug: string; search: ListGuideNounsInput; isFirst: boolean };

/** The nouns of a verify campaign, some at a time, each with its whole entry. */
export async function GuideNouns({ slug, search, isFirst }: GuideNounsProps) {
  const { items, nextCursor } = await listGuideNouns({ campaign: slug, ...search });
  const guides = await Promise.all(items.map(({ id }) => readNounGuide({ campaign: slug, synset: id })));
  const address = `/label/${slug}/guide`;
  const query = search.query === '' ? '' : `query=${encodeURIComponent(search.query)}`;
  if (items.length === 0) {
    return (
      <EmptyState title={`No noun of this campaign is called “${search.query}”`}>
        Nouns are in English and in the singular, as in WordNet 3.0. Try a part of the word.
      </EmptyState>
    );
  }
  return (
    <>
      <ol className="flex flex-col gap-12">
        {guides.map((guide) => (
          <li key={guide.id}>
            <NounEntry guide={guide} href={`${address}/${guide.id}`} />
          </li>
        ))}
      </ol>
      <Pager
        name="Pages of nouns"
        previousHref={isFirst ? undefined : `${address}?${query}`}
        nextHref={nextCursor === null ? undefined : `${address}?${query}&cursor=${nextCursor}`}
      />
    </>
  );
}
