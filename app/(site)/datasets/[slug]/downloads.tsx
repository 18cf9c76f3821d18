import { listExports } from '#lib/datasets/server/list-exports';
import { hasRole, type Person } from '#lib/identity/person';
import { TextLink } from '@/_components/text-link';
import { ExportList } from './export-list';

/** The forms in which a version can be taken home: what is made, what is under way, what can be asked for. */
export async function Downloads({
  slug,
  number,
  person,
}: {
  slug: string;
  number: number;
  person: Person | null;
}) {
  return (
    <>
      <p className="max-w-3xl">
        Train and val come with labels, test without. Every image is named by the SHA-256 of its bytes, and
        the same version gives the same files each time. A form that nobody has asked for yet is made once for
        everybody. <TextLink href="/docs/formats">What each form holds</TextLink>
      </p>
      <ExportList
        // Another version's forms are not those that were watched.
        key={`${slug}/${number}`}
        slug={slug}
        number={number}
        exports={await listExports(slug, number)}
        mayAsk={person !== null}
        mayEnd={hasRole(person, 'organiser')}
      />
    </>
  );
}
