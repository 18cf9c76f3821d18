/** A verify page while it is answered. */
export interface PageState {
  count: number;
  /** The pictures that show the noun, by place. */
  chosen: ReadonlySet<number>;
  /** The picture that keys act on. */
  focus: number;
  /** The toggles so far, so that they can be taken back. */
  toggles: readonly number[];
}

export type PageAction =
  | { type: 'toggle'; index: number }
  | { type: 'focus'; index: number }
  /** Takes the last toggle back. */
  | { type: 'undo' };

/** A page as it is first shown, with the pictures that were chosen before it was taken back. */
export function startPage({ count, chosen }: { count: number; chosen: readonly number[] }): PageState {
  return { count, chosen: new Set(chosen), focus: 0, toggles: [] };
}

export function pageReducer(state: PageState, action: PageAction): PageState {
  switch (action.type) {
    case 'toggle':
      return {
        ...state,
        chosen: flipped(state.chosen, action.index),
        focus: action.index,
        toggles: [...state.toggles, action.index],
      };
    case 'focus':
      return { ...state, focus: Math.min(Math.max(action.index, 0), state.count - 1) };
    case 'undo': {
      const last = state.toggles.at(-1);
      if (last === undefined) return state;
      return {
        ...state,
        chosen: flipped(state.chosen, last),
        focus: last,
        toggles: state.toggles.slice(0, -1),
      };
    }
  }
}

function flipped(set: ReadonlySet<number>, index: number): Set<number> {
  const copy = new Set(set);
  if (!copy.delete(index)) copy.add(index);
  return copy;
}
