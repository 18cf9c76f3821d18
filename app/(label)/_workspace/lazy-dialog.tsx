'use client';

import { type ComponentType, type ReactNode, useEffect, useState } from 'react';

type LazyDialog<Props> = ((props: Props) => ReactNode) & {
  /** Loads it ahead, so that it opens at once, and without a connection. */
  load(): Promise<unknown>;
};

/** A dialog whose code comes only once somebody asks for it, or `load` was called. */
export function lazyDialog<Props extends object>(
  fetchDialog: () => Promise<ComponentType<Props>>,
): LazyDialog<Props> {
  let known: ComponentType<Props> | undefined;
  const load = async () => {
    known ??= await fetchDialog();
    return known;
  };

  function Lazy(props: Props) {
    const [Loaded, setLoaded] = useState(() => known);
    useEffect(() => {
      // Without a connection it does not open; the next try asks again.
      if (!Loaded)
        load().then(
          (dialog) => setLoaded(() => dialog),
          () => {},
        );
    }, [Loaded]);
    return Loaded ? <Loaded {...props} /> : null;
  }
  return Object.assign(Lazy, { load });
}

/** Loads dialogs while the labeler looks at the first question. */
export function useLoadedAhead(dialogs: readonly { load(): Promise<unknown> }[]): void {
  useEffect(() => {
    const load = () => dialogs.forEach((dialog) => void dialog.load().catch(() => {}));
    const timer = setTimeout(load, 1_000);
    return () => clearTimeout(timer);
  }, [dialogs]);
}
