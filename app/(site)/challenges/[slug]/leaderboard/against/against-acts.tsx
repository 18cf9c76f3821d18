'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { useRefreshing } from '@/_components/use-watched';
import { askAgainAction, searchAction } from './against-actions';

type AgainstActsProps = { slug: string; searched: boolean; found: number };

/** What an organiser may do about labels that may be wrong. */
export function AgainstActs({ slug, searched, found }: AgainstActsProps) {
  return (
    <div className="mb-8 flex flex-wrap gap-3">
      <ConfirmAct
        trigger={<Button>{searched ? 'Look again' : 'Look for such images'}</Button>}
        title={searched ? 'Look again?' : 'Look for such images?'}
        description="Workers run the models of the five best entries over up to 50,000 images of val and train, after everything else that waits. What a model said before is not asked again."
        act={searchAction}
        fields={{ slug }}
        confirm="Look"
        pendingLabel="Asking workers"
        keep="Not now"
      />
      {found > 0 && (
        <ConfirmAct
          trigger={<Button variant="primary">Ask people again</Button>}
          title="Ask people again?"
          description={`A new labelling campaign asks of each of ${Math.min(found, 5000).toLocaleString('en')} images whether it shows what the label says, and whether it shows what the models say. Labels stay as they are until a new version of the dataset is frozen.`}
          act={askAgainAction}
          fields={{ slug }}
          confirm="Make the campaign"
          pendingLabel="Making the campaign"
          keep="Not now"
        />
      )}
    </div>
  );
}

/** Shows the page anew while models are at work. */
export function Refreshing() {
  useRefreshing(true);
  return null;
}
