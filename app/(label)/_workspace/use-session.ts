'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { Assignment } from '#lib/labelling/assignment';
import { useNotice } from '@/_components/notices';
import { browserStore } from './browser-store';
import { labelApi } from './label-api';
import { openOutbox } from './outbox';
import { createSession, type WorkSession } from './session';
import type { WorkPage, WorkState } from './work-state';

/** The session of this page on a campaign, which goes on with what the labeler holds already. */
export function useSession(
  campaign: { slug: string; kind: CampaignKind },
  personId: string,
  held: readonly Assignment[],
): [WorkState, WorkSession] {
  const say = useNotice();
  const { slug, kind } = campaign;
  const [session] = useState(() =>
    createSession({
      kind,
      held,
      api: labelApi(slug),
      outbox: openOutbox(browserStore, personId),
      preload: (pages) => preloadPictures(pages, kind),
      onRefused: (message) => say(`Some votes were not taken: ${message}`, 'bad'),
    }),
  );
  const state = useSyncExternalStore(session.subscribe, session.state, session.state);

  useEffect(() => {
    session.open();
    // Also when the browser brings the page back from its cache.
    window.addEventListener('pageshow', session.open);
    window.addEventListener('pagehide', session.close);
    window.addEventListener('online', session.retry);
    return () => {
      window.removeEventListener('pageshow', session.open);
      window.removeEventListener('pagehide', session.close);
      window.removeEventListener('online', session.retry);
      session.close();
    };
  }, [session]);

  return [state, session];
}

/** Enough for the pages that wait; older ones may go. */
const KEPT_PICTURES = 96;

/** As long as they are held here, the browser keeps them ready to be shown at once. */
const kept: HTMLImageElement[] = [];

function preloadPictures(pages: readonly WorkPage[], kind: CampaignKind): void {
  for (const { imageUrl, thumbUrl } of pages.flatMap(({ units }) => units)) {
    const picture = new Image();
    picture.src = kind === 'verify' ? thumbUrl : imageUrl;
    kept.push(picture);
  }
  kept.splice(0, Math.max(0, kept.length - KEPT_PICTURES));
}
