import { clsx } from 'clsx';
import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, type ReactNode } from 'react';
import { AppError } from '#lib/core/errors';
import {
  getImage,
  type ImageView,
  type PublicLabel,
  type PublicSource,
} from '#lib/datasets/server/get-image';
import { getSynset } from '#lib/hierarchy/server/get-synset';
import { hasRole } from '#lib/identity/person';
import { imageUrl } from '#lib/images/image-url';
import { AttributionLine, AttributionList, attributionOf } from '@/_components/attribution';
import { Badge } from '@/_components/badge';
import { LinkButton } from '@/_components/button';
import { bytesText } from '@/_components/bytes-text';
import { EmptyState } from '@/_components/empty-state';
import { partText } from '@/_components/figure-text';
import { NounPath } from '@/_components/noun-path';
import { PageShell } from '@/_components/page-shell';
import { Picture } from '@/_components/picture';
import { Section } from '@/_components/section';
import { TextLink } from '@/_components/text-link';
import { currentPerson } from '@/_server/session';
import { LabelVotes } from './label-votes';

interface Props {
  params: Promise<{ sha256: string }>;
}

/** The image of an address, read once a request, or why it is no longer there; 404 where there is none. */
const loadImage = cache(async (sha256: string): Promise<ImageView | AppError> => {
  try {
    return await getImage(sha256);
  } catch (error) {
    if (error instanceof AppError && error.kind === 'not-found') notFound();
    if (error instanceof AppError && error.kind === 'gone') return error;
    throw error;
  }
});

const TAKEN_DOWN = 'This image was taken down';

function titleOf({ labels }: ImageView): string {
  return labels[0] ? `Image: ${labels[0].synset.word}` : 'An image';
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const image = await loadImage((await params).sha256);
  if (image instanceof AppError) return { title: TAKEN_DOWN, robots: { index: false } };
  return { title: titleOf(image) };
}

export default async function PicturePage({ params }: Props) {
  const image = await loadImage((await params).sha256);
  if (image instanceof AppError) {
    return (
      <EmptyState page title={TAKEN_DOWN}>
        <span className="wrap-anywhere">{image.message}</span>
      </EmptyState>
    );
  }
  const { sha256, width, height, labels, sources } = image;
  const person = await currentPerson();
  const [source] = sources;
  const word = labels[0]?.synset.word;
  return (
    <PageShell
      title={titleOf(image)}
      path={[
        { label: 'Explore', href: '/explore' },
        ...labels.slice(0, 1).map(({ synset }) => ({ label: synset.word, href: `/explore/${synset.id}` })),
      ]}
      actions={
        hasRole(person, 'organiser') && (
          <LinkButton href={`/organise/takedowns?image=${sha256}`} size="small" prefetch={false}>
            Take it down
          </LinkButton>
        )
      }
      aside={<Facts image={image} />}
    >
      <figure>
        {/* A mat about the image, which is shown little larger than it is. */}
        <div className="flex justify-center rounded bg-well p-4 sm:p-8">
          <Picture
            src={imageUrl(sha256)}
            alt={word ?? 'the image itself; what it shows is not told'}
            width={width}
            height={height}
            eager
            className={clsx(
              'block h-auto max-h-[80dvh] w-full object-contain',
              width > 640 ? 'max-w-4xl' : width > 320 ? 'max-w-2xl' : 'max-w-md',
            )}
          />
        </div>
        <figcaption className="mt-2 empty:hidden">
          {sources.length === 1 && source && <AttributionLine attribution={attributionOf(source)} />}
        </figcaption>
        {sources.length > 1 && <SourcesTogether sources={sources} />}
      </figure>
    </PageShell>
  );
}

/** Credits for a picture that is from one of these: which one is not told. */
function SourcesTogether({ sources }: { sources: readonly PublicSource[] }) {
  return (
    <div className="mt-2 text-xs text-ink-soft">
      <p className="mb-1">The image and others of its dataset are from:</p>
      <AttributionList of={sources.map(attributionOf)} />
    </div>
  );
}

function Facts({ image }: { image: ImageView }) {
  const { width, height, bytes, mime, sha256, reference, labels } = image;
  return (
    <>
      <Section title="What it shows">
        {labels.length > 0 ? (
          <ul className="flex flex-col gap-6">
            {labels.map((label) => (
              <li key={label.dataset.slug}>
                <Label label={label} />
              </li>
            ))}
          </ul>
        ) : (
          <p className="text-sm text-ink-soft">
            This is not told: the image is held out for a challenge, or stands in no dataset version yet.
          </p>
        )}
      </Section>
      <Section title="The file">
        <dl className="flex flex-col gap-3 text-sm">
          <Fact name="Size">
            {width} × {height} px, {bytesText(bytes)}
          </Fact>
          <Fact name="Type">{mime}</Fact>
          {reference !== null && <Fact name="Name at its source">{reference}</Fact>}
          <Fact name="SHA-256">
            <span className="font-mono text-xs break-all">{sha256}</span>
          </Fact>
        </dl>
      </Section>
    </>
  );
}

async function Label({ label }: { label: PublicLabel }) {
  const { synset, confidence, simulated, machine, split, dataset, votes } = label;
  const { gloss, paths } = await getSynset(synset.id);
  const nouns = (paths[0] ?? []).slice(-4).map((step) => ({ ...step, href: `/explore/${step.id}` }));
  return (
    <>
      <p className="text-lg font-medium">
        <TextLink href={`/explore/${synset.id}`}>{synset.word}</TextLink>
      </p>
      <p className="text-sm">{gloss}</p>
      <div className="mt-2">
        <NounPath nouns={nouns} name={`Path to ${synset.word} in ${dataset.title}`} />
      </div>
      <p className="mt-2 flex flex-wrap items-center gap-2 text-sm text-ink-soft">
        <span>
          <TextLink href={`/datasets/${dataset.slug}`} quiet>
            {dataset.title}
          </TextLink>
          , version {dataset.version}, {split}
        </span>
        {simulated && <Badge tone="warn">simulated labelers</Badge>}
        {machine && <Badge>a model voted too</Badge>}
      </p>
      {confidence !== null && (
        <p className="mt-1 text-sm text-ink-soft">
          confidence <span className="tabular-nums">{partText(confidence, 1)}</span>
        </p>
      )}
      <LabelVotes votes={votes} />
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="text-ink-soft">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
