import type { VersionDetails } from '#lib/datasets/dataset-views';
import { Callout } from '@/_components/callout';

/** Says how many images of a version were taken down since; nothing where none was. */
export function MissingImages({ missing: { train, val, test } }: { missing: VersionDetails['missing'] }) {
  if (train + val + test === 0) return null;
  return (
    <div className="mb-6">
      <Callout tone="warn" title="Images of this version were taken down">
        Missing are {train.toLocaleString('en')} to train on, {val.toLocaleString('en')} to validate on and{' '}
        {test.toLocaleString('en')} held out. Their bytes are gone; downloads and scores leave them out.
      </Callout>
    </div>
  );
}
