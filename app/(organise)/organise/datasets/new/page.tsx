import type { Metadata } from 'next';
import { PageShell } from '@/_components/page-shell';
import { requirePerson } from '@/_server/session';
import { NewDatasetForm } from './new-dataset-form';

export const metadata: Metadata = { title: 'Make a dataset' };

export default async function NewDatasetPage() {
  await requirePerson('organiser');
  return (
    <PageShell
      title="Make a dataset"
      width="text"
      path={[{ label: 'Organise', href: '/organise' }, { label: 'Make a dataset' }]}
      lead="It begins empty; images come in the next step."
    >
      <NewDatasetForm />
    </PageShell>
  );
}
