'use client';

import { useEffect, useRef } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import { LinkButton } from '@/_components/button';
import { Key } from '@/_components/keys';
import { rememberTutorial } from '../../../_workspace/tutorial-seen';

type LessonEndProps = {
  kind: CampaignKind;
  goOn: string;
  guide: string;
  /** What else the workspace can do. */
  more: readonly { key: string; does: string }[];
};

/** The tutorial is done: what else there is, and the way to the first image. */
export function LessonEnd({ kind, goOn, guide, more }: LessonEndProps) {
  const start = useRef<HTMLAnchorElement>(null);

  useEffect(() => {
    rememberTutorial(kind);
    start.current?.focus();
  }, [kind]);

  return (
    <div className="mt-8 max-w-3xl">
      <h1 className="text-2xl font-semibold sm:text-3xl">That is all it takes</h1>
      <p className="mt-2 text-lg text-ink-soft">
        What you send can be taken back for ten minutes, and a vote that you would rather not give is somebody
        else’s.
      </p>
      <dl className="mt-6 grid grid-cols-[auto_1fr] items-baseline gap-x-4 gap-y-2">
        {more.map(({ key, does }) => (
          <div key={key} className="contents">
            <dt>
              <Key>{key}</Key>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <p className="mt-3 text-sm text-ink-soft">Each of them has a button too.</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <LinkButton href={guide}>See the field guide</LinkButton>
        <LinkButton ref={start} href={goOn} variant="primary">
          Start labelling
        </LinkButton>
      </div>
    </div>
  );
}
