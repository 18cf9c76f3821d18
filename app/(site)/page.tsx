import { countScored } from '#lib/challenges/server/count-scored';
import { listShownNouns, type ShownNoun } from '#lib/hierarchy/server/list-shown-nouns';
import { listSynsetImages } from '#lib/hierarchy/server/list-synset-images';
import { countVotes, type VoteCount } from '#lib/labelling/server/count-votes';
import { LinkButton } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import { Count } from '@/_components/figure';
import { Mosaic } from '@/_components/mosaic';
import { Stats } from '@/_components/stats';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { synsetPicture } from './explore/synset-picture';

const NOUNS = 9;
const PICTURES = 8;

const doors = [
  {
    title: 'Label',
    text: 'Click the images that show the noun. A page takes half a minute, and no vote is wasted.',
    href: '/label',
    tryHref: '/label/try',
    act: 'Label a page now',
  },
  {
    title: 'Compete',
    text: 'Send in an ONNX model. Workers score it against images whose labels nobody can see.',
    href: '/challenges',
    act: 'See the challenges',
  },
  {
    title: 'Organise',
    text: 'Bring images, watch people agree, freeze a dataset version and open a challenge on it.',
    href: '/organise',
    act: 'Open the board',
  },
];

export default async function HomePage() {
  const today = new Date().toISOString().slice(0, 10);
  const [person, { chosen, nouns, images }, votes, models] = await Promise.all([
    currentPerson(),
    listShownNouns(NOUNS, today),
    countVotes(),
    countScored(),
  ]);
  return (
    <div className="gutter mx-auto w-full max-w-[96rem] pt-8 pb-12">
      <div className="grid gap-x-12 gap-y-8 lg:grid-cols-2">
        <div>
          <h1 className="max-w-3xl text-3xl font-semibold sm:text-4xl">
            Images of everything, sorted by people into a tree of nouns
          </h1>
          <p className="mt-3 mb-6 max-w-3xl text-lg text-ink-soft">
            People say what an image shows. What they agree on becomes a dataset that anyone can take home.
            Networks compete on the part whose answers nobody has seen.
          </p>
          <Stats
            items={[
              { label: 'images with a label', value: <Count value={images} />, href: '/explore' },
              { label: 'nouns with images', value: <Count value={nouns} />, href: '/explore' },
              {
                label: 'votes given',
                value: <Count value={votes.votes} />,
                href: '/label',
                hint: simulatedVotes(votes),
              },
              { label: 'models scored', value: <Count value={models} />, href: '/challenges' },
            ]}
          />
        </div>
        <ul className="divide-y divide-line border-y border-line">
          {doors.map(({ title, text, href, tryHref, act }, index) => (
            <li key={title} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-4">
              <div className="min-w-0 flex-1 basis-64">
                <h2 className="text-lg font-semibold">{title}</h2>
                <p className="text-sm text-ink-soft">{text}</p>
              </div>
              <LinkButton
                href={person === null && tryHref ? tryHref : href}
                variant={index === 0 ? 'primary' : 'plain'}
              >
                {act}
              </LinkButton>
            </li>
          ))}
        </ul>
      </div>
      {chosen.length === 0 ? (
        <div className="mt-10">
          <EmptyState
            title="No images yet"
            action={<LinkButton href="/organise">Bring the first images</LinkButton>}
          >
            Once an organiser freezes a dataset version, its images stand here by noun.
          </EmptyState>
        </div>
      ) : (
        <div className="mt-10 grid grid-cols-1 gap-x-8 gap-y-10 md:grid-cols-2 xl:grid-cols-3">
          {chosen.map((noun, index) => (
            <NounStrip key={noun.id} noun={noun} eager={index < 3} />
          ))}
        </div>
      )}
    </div>
  );
}

function simulatedVotes({ simulated }: VoteCount): string | undefined {
  if (simulated === 0) return undefined;
  return `${simulated.toLocaleString('en')} by simulated labelers`;
}

async function NounStrip({ noun, eager }: { noun: ShownNoun; eager: boolean }) {
  const { items } = await listSynsetImages(noun.id, { cursor: undefined, limit: PICTURES });
  return (
    <section aria-labelledby={`strip-${noun.id}`}>
      <div className="mb-2 flex flex-wrap items-baseline gap-x-3">
        <h2 id={`strip-${noun.id}`} className="text-lg font-semibold">
          <TextLink href={`/explore/${noun.id}`} quiet>
            {noun.word}
          </TextLink>
        </h2>
        <p className="truncate text-sm text-ink-soft">{noun.gloss.split(';')[0]}</p>
      </div>
      <Mosaic
        name={`Images of ${noun.word}`}
        pictures={items.map((image) => synsetPicture(image))}
        columns={4}
        eager={eager ? PICTURES : 0}
      />
    </section>
  );
}
