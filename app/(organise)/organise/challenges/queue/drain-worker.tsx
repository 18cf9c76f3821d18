'use client';

import { Button } from '@/_components/button';
import { ConfirmAct } from '@/_components/confirm-act';
import { drainAction } from './drain-action';

/** Has a worker take no further job, or take jobs again. */
export function DrainWorker({ id, name, draining }: { id: string; name: string; draining: boolean }) {
  return draining ? (
    <ConfirmAct
      trigger={<Button size="small">Let it take jobs</Button>}
      title="Let it take jobs again?"
      description={`${name} takes jobs again within seconds.`}
      act={drainAction}
      fields={{ id, draining: 'no' }}
      confirm="Let it take jobs"
      pendingLabel="Telling it"
      keep="Leave it"
    />
  ) : (
    <ConfirmAct
      trigger={<Button size="small">Drain</Button>}
      title="Drain this worker?"
      description={`${name} takes no further job and ends what it is at; other workers do what waits. If it is the only one, everything waits until it takes jobs again.`}
      act={drainAction}
      fields={{ id, draining: 'yes' }}
      confirm="Drain it"
      pendingLabel="Telling it"
      keep="Leave it"
    />
  );
}
