'use client';

import { Button } from '@/_components/button';
import { sendJson } from '@/_components/send-json';
import { useAct } from '@/_components/use-act';

type AssistantActsProps = {
  campaign: string;
  id: string;
  name: string;
  mayRetry: boolean;
  removable: boolean;
};

/** What can be done with a model that failed: try again, or take it off the list. Nothing is lost: it can be added again. */
export function AssistantActs({ campaign, id, name, mayRetry, removable }: AssistantActsProps) {
  const { act, acting } = useAct();
  const path = `campaigns/${campaign}/assistants/${id}`;
  const retry = () =>
    act(() => sendJson('POST', `${path}/runs`), {
      done: `${name} tries again.`,
      refused: 'Not tried again',
    });
  const remove = () =>
    act(() => sendJson('DELETE', path), { done: `${name} is removed.`, refused: 'Not removed' });
  return (
    <span className="flex flex-wrap gap-2">
      {mayRetry && (
        <Button size="small" onClick={retry} disabled={acting}>
          Try again<span className="sr-only"> with {name}</span>
        </Button>
      )}
      {removable && (
        <Button size="small" onClick={remove} disabled={acting}>
          Remove<span className="sr-only"> {name}</span>
        </Button>
      )}
    </span>
  );
}
