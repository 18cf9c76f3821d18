import type { TreeNoun } from '#lib/hierarchy/synset-views';

/** What the tree shows. A row is named by the ids on its way down from the root, since a noun may stand in several places. */
export interface TreeState {
  root: TreeNoun;
  /** The children of each noun that has been opened, by its id. */
  levels: Readonly<Record<string, readonly TreeNoun[]>>;
  open: ReadonlySet<string>;
  /** The row that Tab leads to and arrows go on from. */
  active: string;
  /** The row of the noun that the page is about. */
  current: string | null;
}

export interface TreeRow {
  key: string;
  noun: TreeNoun;
  /** 1 for the root. */
  level: number;
  /** Its place among its siblings, from 1, and how many they are. */
  position: number;
  siblings: number;
  /** Undefined where there is nothing below. */
  open: boolean | undefined;
}

export type TreeAction =
  | { type: 'load'; id: string; children: readonly TreeNoun[] }
  | { type: 'open'; key: string }
  | { type: 'close'; key: string }
  | { type: 'activate'; key: string }
  /** Goes to the page of a row's noun, and opens the row. */
  | { type: 'choose'; key: string }
  /** Shows where the page's noun stands: along `path` where it is not the current row already. Empty: on no noun's page. */
  | { type: 'reveal'; path: readonly string[]; levels: TreeState['levels'] };

/** The key of the row that a path of ids leads to. */
function rowKey(path: readonly string[]): string {
  return path.join('/');
}

/** The id of a row's noun. */
export function idOf(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** The key of the row above, or undefined for the root. */
function parentKey(key: string): string | undefined {
  const end = key.lastIndexOf('/');
  return end === -1 ? undefined : key.slice(0, end);
}

/** The tree with the rows along a path open. */
export function startTree(root: TreeNoun, path: readonly string[], levels: TreeState['levels']): TreeState {
  return { root, levels, open: new Set(prefixes(path)), active: root.id, current: null };
}

export function treeReducer(state: TreeState, action: TreeAction): TreeState {
  switch (action.type) {
    case 'load':
      return { ...state, levels: { ...state.levels, [action.id]: action.children } };
    case 'open':
      return { ...state, open: new Set([...state.open, action.key]) };
    case 'close': {
      const open = new Set([...state.open].filter((key) => key !== action.key));
      const inside = state.active.startsWith(`${action.key}/`);
      return { ...state, open, active: inside ? action.key : state.active };
    }
    case 'activate':
      return { ...state, active: action.key };
    case 'choose':
      return {
        ...state,
        open: new Set([...state.open, action.key]),
        active: action.key,
        current: action.key,
      };
    case 'reveal': {
      const { path } = action;
      const levels = { ...state.levels, ...action.levels };
      if (path.length === 0) return { ...state, levels, current: null };
      if (state.current !== null && idOf(state.current) === path.at(-1)) return { ...state, levels };
      const key = rowKey(path);
      return {
        ...state,
        levels,
        open: new Set([...state.open, ...prefixes(path)]),
        active: key,
        current: key,
      };
    }
  }
}

/** The rows in sight, from top to bottom. */
export function visibleRows(state: TreeState): TreeRow[] {
  const rows: TreeRow[] = [];
  const add = (noun: TreeNoun, key: string, level: number, position: number, siblings: number) => {
    const open = noun.children > 0 ? state.open.has(key) : undefined;
    rows.push({ key, noun, level, position, siblings, open });
    if (!open) return;
    const children = state.levels[noun.id] ?? [];
    for (const [i, child] of children.entries()) {
      add(child, `${key}/${child.id}`, level + 1, i + 1, children.length);
    }
  };
  add(state.root, state.root.id, 1, 1, 1);
  return rows;
}

/**
 * What a key does on a row, after the tree pattern of the WAI-ARIA practices: arrows up and down, Home and End move; right
 * opens, then goes in; left closes, then goes out; a letter goes to the next noun that begins with it.
 */
export function keyAction(rows: readonly TreeRow[], row: TreeRow, key: string): TreeAction | undefined {
  const index = rows.indexOf(row);
  const to = (target: TreeRow | undefined): TreeAction | undefined =>
    target && { type: 'activate', key: target.key };
  switch (key) {
    case 'ArrowDown':
      return to(rows[index + 1]);
    case 'ArrowUp':
      return to(rows[index - 1]);
    case 'Home':
      return to(rows[0]);
    case 'End':
      return to(rows.at(-1));
    case 'ArrowRight':
      if (row.open === false) return { type: 'open', key: row.key };
      return row.open && rows[index + 1]?.level === row.level + 1 ? to(rows[index + 1]) : undefined;
    case 'ArrowLeft':
      if (row.open) return { type: 'close', key: row.key };
      return to(rows.find((other) => other.key === parentKey(row.key)));
  }
  if (!/^\p{L}$/u.test(key)) return undefined;
  const after = [...rows.slice(index + 1), ...rows.slice(0, index)];
  return to(after.find(({ noun }) => noun.word.toLowerCase().startsWith(key.toLowerCase())));
}

function prefixes(path: readonly string[]): string[] {
  return path.map((_, i) => rowKey(path.slice(0, i + 1)));
}
