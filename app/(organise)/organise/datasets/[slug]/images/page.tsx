import type { Metadata } from 'next';
import { Count } from '@/_components/figure';
import { PageShell } from '@/_components/page-shell';
import { Section } from '@/_components/section';
import { loadDesk } from '../load-desk';
import { UploadForm } from './upload-form';

export const metadata: Metadata = { title: 'Add images' };

export default async function AddImagesPage({ params }: { params: Promise<{ slug: string }> }) {
  const { desk } = await loadDesk((await params).slug);
  return (
    <PageShell
      title="Add images"
      width="text"
      path={[
        { label: 'Organise', href: '/organise' },
        { label: desk.title, href: `/organise/datasets/${desk.slug}` },
        { label: 'Add images' },
      ]}
      lead="Each is turned upright, freed of place and camera data, and named by its hash. The same file twice is one image."
    >
      <UploadForm slug={desk.slug} />
      {desk.sources.length > 0 && (
        <Section title="What is there">
          <ul className="flex flex-col gap-1">
            {desk.sources.map(({ slug, title, images }) => (
              <li key={slug}>
                {title}: <Count value={images} /> {images === 1 ? 'image' : 'images'}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </PageShell>
  );
}
