'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { cancelImportAction } from './import-actions';

/** Ends an import before it is done, once that is confirmed. */
export function CancelImportButton({ slug, id }: { slug: string; id: string }) {
  return (
    <ConfirmAct
      trigger={<Button>Cancel the import</Button>}
      title="Cancel the import?"
      description="It stops within seconds. The images that it took stay in the dataset; those still to come do not."
      act={cancelImportAction}
      fields={{ slug, id }}
      confirm="Cancel the import"
      pendingLabel="Cancelling it"
      keep="Let it go on"
      danger
    />
  );
}
