'use client';

import { useEffect, useState, useSyncExternalStore } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { Assignment } from '#lib/labelling/assignment';
import { browserStore } from '@/_components/browser-store';
import { useNotice } from '@/_components/notices';
import { CLASSIFY_UNITS } from './amounts';
import { keepCookie } from './keep-cookie';
import { labelApi } from './label-api';
import { inOneTab } from './one-tab';
import { type Deed, openOutbox } from './outbox';
import { PAGE_SIZE_COOKIE, pageSizeAt } from './page-size';
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
      campaign: slug,
      kind,
      count: () => (kind === 'verify' ? pageSizeAt(window.innerWidth, window.innerHeight) : CLASSIFY_UNITS),
      held,
      api: labelApi(slug),
      outbox: openOutbox(browserStore, personId),
      preload: (pages) => preloadImages(pages, kind),
      onRefused: (deed, message) => say(`${refusedWords[deed.does]}: ${message}`, 'bad'),
      alone: (work) => inOneTab(`imagenest-unsent/${personId}`, work),
    }),
  );
  const state = useSyncExternalStore(session.subscribe, session.state, session.state);

  useEffect(() => {
    // The server leases the first page before it can know the window.
    const size = pageSizeAt(window.innerWidth, window.innerHeight);
    if (kind === 'verify') keepCookie(PAGE_SIZE_COOKIE, String(size));
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
  }, [session, kind]);

  return [state, session];
}

const refusedWords: Readonly<Record<Deed['does'], string>> = {
  vote: 'Some votes were not taken',
  undo: 'Votes could not be taken back',
  flag: 'The organiser was not told',
  unflag: 'What the organiser was told stands',
};

/** Enough for the pages that wait; older ones may go. */
const KEPT_IMAGES = 144;

/** As long as they are held here, the browser keeps them ready to be shown at once. */
const kept: HTMLImageElement[] = [];

/** Fetches and decodes the images of pages that will be shown soon. */
function preloadImages(pages: readonly WorkPage[], kind: CampaignKind): void {
  for (const { imageUrl, thumbUrl } of pages.flatMap(({ units }) => units)) {
    const image = new Image();
    image.src = kind === 'verify' ? thumbUrl : imageUrl;
    // What cannot be decoded is shown as broken when its turn comes.
    image.decode().catch(() => {});
    kept.push(image);
  }
  kept.splice(0, Math.max(0, kept.length - KEPT_IMAGES));
}
