'use client';

import { lazyDialog } from './lazy-dialog';

export const LazyKeysDialog = lazyDialog(() =>
  import('@/_components/keys-dialog').then(({ KeysDialog }) => KeysDialog),
);
export const LazyTellDialog = lazyDialog(() => import('./tell-dialog').then(({ TellDialog }) => TellDialog));
export const LazyVerifyZoom = lazyDialog(() => import('./verify-zoom').then(({ VerifyZoom }) => VerifyZoom));
export const LazyZoomDialog = lazyDialog(() =>
  import('@/_components/zoom-dialog').then(({ ZoomDialog }) => ZoomDialog),
);

/** Those of a verify page, and those of a classify page. */
export const verifyDialogs = [LazyKeysDialog, LazyTellDialog, LazyVerifyZoom];
export const classifyDialogs = [LazyKeysDialog, LazyTellDialog, LazyZoomDialog];
