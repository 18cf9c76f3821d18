import { OPINION_VOTES } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import { Dialog, DialogClose } from '@/_components/dialog';

type AskAllDialogProps = {
  /** What is in question: "dog or cat?". */
  question: string;
  /** How many units are contested about it. */
  count: number;
  onAsk: () => void;
  onClose: () => void;
};

/** Asks whether further people shall be asked about all units of a question, and says what that costs. */
export function AskAllDialog({ question, count, onAsk, onClose }: AskAllDialogProps) {
  const votes = (count * OPINION_VOTES).toLocaleString('en');
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={`Second opinion on all ${count.toLocaleString('en')}?`}
      description={`All that is contested about “${question}”, on further pages too, opens for votes again: up to ${votes} votes more, ${OPINION_VOTES} for each image.`}
      footer={
        <>
          <DialogClose>
            <Button variant="quiet">Cancel</Button>
          </DialogClose>
          <Button
            variant="primary"
            data-takes-focus
            onClick={() => {
              onClose();
              onAsk();
            }}
          >
            Ask for up to {votes} votes
          </Button>
        </>
      }
    />
  );
}
