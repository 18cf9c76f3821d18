'use client';

import {
  createContext,
  type Dispatch,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useReducer,
} from 'react';
import type { Page } from '#lib/core/cursor';
import type { SynsetChild, TreeNoun } from '#lib/hierarchy/synset-views';
import { useNotice } from '@/_components/notices';
import { idOf, startTree, type TreeAction, type TreeState, treeReducer } from './tree-state';

interface Tree {
  state: TreeState;
  /** Does what the action says; opening a row also fetches what stands below it, where that is not known yet. */
  dispatch: Dispatch<TreeAction>;
}

const TreeContext = createContext<Tree | null>(null);

/** The tree that the page stands beside. */
export function useTree(): Tree {
  const tree = useContext(TreeContext);
  if (tree === null) throw new Error('useTree needs the TreeProvider of the layout above it.');
  return tree;
}

/** Keeps the tree as it is opened while one goes from noun to noun. */
export function TreeProvider({
  root,
  path,
  levels,
  children,
}: {
  root: TreeNoun;
  /** What is open at first. */
  path: readonly string[];
  levels: TreeState['levels'];
  children: ReactNode;
}) {
  const say = useNotice();
  const [state, act] = useReducer(treeReducer, null, () => startTree(root, path, levels));

  const dispatch = useCallback(
    (action: TreeAction) => {
      act(action);
      if (action.type !== 'open' || state.levels[idOf(action.key)]) return;
      const id = idOf(action.key);
      fetchChildren(id).then(
        (nouns) => act({ type: 'load', id, children: nouns }),
        () => {
          act({ type: 'close', key: action.key });
          say('The nouns below could not be fetched. Open it again when the connection is back.', 'bad');
        },
      );
    },
    [state.levels, say],
  );
  const tree = useMemo(() => ({ state, dispatch }), [state, dispatch]);
  return <TreeContext value={tree}>{children}</TreeContext>;
}

async function fetchChildren(id: string): Promise<TreeNoun[]> {
  const nouns: TreeNoun[] = [];
  for (let cursor = ''; ; ) {
    const response = await fetch(`/api/v1/synsets/${id}/children?limit=1000${cursor}`);
    if (!response.ok) throw new Error(`The children of ${id} were refused with ${response.status}`);
    const page = (await response.json()) as Page<SynsetChild>;
    nouns.push(...page.items.map(({ words, gloss, ...noun }) => ({ ...noun, word: words[0] ?? noun.id })));
    if (page.nextCursor === null) return nouns;
    cursor = `&cursor=${page.nextCursor}`;
  }
}
