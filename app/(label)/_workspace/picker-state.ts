import type { ClassifyNoun, ClassifyTree } from '#lib/labelling/classify-noun';

/** Where a labeler stands in the nouns that may be answered: the way down, empty above the roots. */
export interface PickerState {
  path: readonly ClassifyNoun[];
}

export type PickerAction =
  /** Goes to a noun below the one that is stood on. */
  | { type: 'down'; noun: ClassifyNoun }
  | { type: 'up' }
  /** Goes back to a place on the way; 0 is above the roots. */
  | { type: 'back'; depth: number }
  /** Goes to a noun that was found by its word. */
  | { type: 'jump'; noun: ClassifyNoun; tree: ClassifyTree }
  /** Begins again, for a further noun. */
  | { type: 'start'; tree: ClassifyTree };

/** A tree with one root is entered already. */
export function startPicker(tree: ClassifyTree): PickerState {
  const [only, another] = nounsBelow(tree, undefined);
  return { path: only && !another ? [only] : [] };
}

export function pickerReducer(state: PickerState, action: PickerAction): PickerState {
  switch (action.type) {
    case 'down':
      return { path: [...state.path, action.noun] };
    case 'up':
      return { path: state.path.slice(0, -1) };
    case 'back':
      return { path: state.path.slice(0, action.depth) };
    case 'jump':
      return { path: pathTo(action.tree, action.noun.id) ?? [action.noun] };
    case 'start':
      return startPicker(action.tree);
  }
}

/** The nouns to choose from below one, or the roots. Nothing below nouns that the tree was cut before. */
export function nounsBelow(tree: ClassifyTree, id: string | undefined): ClassifyNoun[] {
  const ids = id === undefined ? tree.roots : (tree.nouns[id]?.children ?? []);
  return ids.flatMap((child) => tree.nouns[child] ?? []);
}

/** The shortest way from a root down to a noun; undefined where the tree has it not. */
export function pathTo(tree: ClassifyTree, id: string): ClassifyNoun[] | undefined {
  let paths: ClassifyNoun[][] = nounsBelow(tree, undefined).map((root) => [root]);
  const seen = new Set<string>();
  while (paths.length > 0) {
    const next: ClassifyNoun[][] = [];
    for (const path of paths) {
      const last = path.at(-1) as ClassifyNoun;
      if (last.id === id) return path;
      if (seen.has(last.id)) continue;
      seen.add(last.id);
      for (const child of nounsBelow(tree, last.id)) next.push([...path, child]);
    }
    paths = next;
  }
  return undefined;
}
