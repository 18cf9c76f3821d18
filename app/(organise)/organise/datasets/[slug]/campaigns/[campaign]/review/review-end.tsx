import { Button } from '@/_components/button';
import { EmptyState } from '@/_components/empty-state';
import type { ReviewStep } from './review-state';

type ReviewEndProps = {
  steps: readonly ReviewStep[];
  /** Whether another page comes, which is being loaded. */
  more: boolean;
  onAgain: () => void;
};

/** After the last unit of a page. */
export function ReviewEnd({ steps, more, onAgain }: ReviewEndProps) {
  const off = steps.filter(({ answer }) => answer === null).length;
  if (more) return <p role="status">The next page is being loaded.</p>;
  return (
    <EmptyState
      title="That was the last one"
      action={
        <Button variant="primary" onClick={onAgain}>
          {off > 0 ? 'Look at what was put off' : 'Look for new ones'}
        </Button>
      }
    >
      {off > 0
        ? `${off} ${off === 1 ? 'unit was' : 'units were'} put off on this page and still ${off === 1 ? 'waits' : 'wait'} for you.`
        : 'Everything on this page is decided. U takes the last decision back.'}
    </EmptyState>
  );
}
