'use client';

import { Button } from '@/_components/button';
import { Dialog, DialogClose } from '@/_components/dialog';
import { ErrorSummary } from '@/_components/error-summary';
import { SubmitButton } from '@/_components/submit-button';
import { useSentForm } from '@/_components/use-sent-form';
import { cancelImportAction } from './import-actions';

/** Ends an import before it is done, once that is confirmed. */
export function CancelImportButton({ slug, id }: { slug: string; id: string }) {
  const { submit, refused } = useSentForm(cancelImportAction);
  return (
    <Dialog
      trigger={<Button size="small">Cancel the import</Button>}
      title="Cancel the import?"
      description="It stops within seconds. The images that it took stay in the dataset; those still to come do not."
      width="narrow"
    >
      <form action={submit} className="flex flex-col gap-4">
        {refused && <ErrorSummary {...refused} />}
        <input type="hidden" name="slug" value={slug} />
        <input type="hidden" name="id" value={id} />
        <div className="flex flex-wrap gap-3">
          <SubmitButton variant="danger" pendingLabel="Cancelling it">
            Cancel the import
          </SubmitButton>
          <DialogClose>
            <Button>Let it go on</Button>
          </DialogClose>
        </div>
      </form>
    </Dialog>
  );
}
