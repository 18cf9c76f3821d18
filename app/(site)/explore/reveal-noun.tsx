'use client';

import { useLayoutEffect } from 'react';
import { useTree } from './tree-context';
import type { TreeState } from './tree-state';

/** Opens the tree down to the noun that the page is about. `path`: from the root; empty on a page about none. */
export function RevealNoun({
  path,
  levels = {},
}: {
  path: readonly string[];
  /** The children of the nouns on the path. */
  levels?: TreeState['levels'];
}) {
  const { dispatch } = useTree();

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page, whose path and levels stay the same
  useLayoutEffect(() => {
    dispatch({ type: 'reveal', path, levels });
  }, [path.join('/')]);

  return null;
}
