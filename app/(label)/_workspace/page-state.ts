/** A verify page while it is answered. */
export interface PageState {
  count: number;
  /** The images that show the noun, by place. */
  chosen: ReadonlySet<number>;
  /** The image that keys act on. */
  focus: number;
  /** What was chosen before each step so far, so that they can be taken back; one stroke or range is one step. */
  past: readonly ReadonlySet<number>[];
  /** Where the next range begins. */
  anchor: number;
  /** What was chosen before the range that is being stretched; null while none is. */
  beforeRange: ReadonlySet<number> | null;
  /** What the stroke that is being drawn makes of the images it crosses; null while none is. */
  stroke: 'choose' | 'drop' | null;
}

export type PageAction =
  | { type: 'toggle'; index: number }
  | { type: 'focus'; index: number }
  /** The focus came to an image by itself, as by a press on it; what is acted upon next says the rest. */
  | { type: 'reach'; index: number }
  /** Chooses all from `from`, else the last acted on, to a place, and no longer what this range chose beyond it before. */
  | { type: 'range'; index: number; from?: number }
  /** Begins to draw over images: all it crosses become the opposite of what the first was. */
  | { type: 'stroke'; index: number }
  | { type: 'cross'; indices: readonly number[] }
  | { type: 'lift' }
  /** Takes the last step back. */
  | { type: 'undo' };

/** A page as it is first shown, with the images that were chosen before it was taken back. */
export function startPage({ count, chosen }: { count: number; chosen: readonly number[] }): PageState {
  return {
    count,
    chosen: new Set(chosen),
    focus: 0,
    past: [],
    anchor: 0,
    beforeRange: null,
    stroke: null,
  };
}

export function pageReducer(state: PageState, action: PageAction): PageState {
  switch (action.type) {
    case 'toggle':
      return step(state, flipped(state.chosen, action.index), action.index);
    case 'focus': {
      const focus = Math.min(Math.max(action.index, 0), state.count - 1);
      return { ...state, focus, anchor: focus, beforeRange: null };
    }
    case 'reach':
      return { ...state, focus: action.index };
    case 'range': {
      const base = state.beforeRange ?? state.chosen;
      const anchor = state.beforeRange ? state.anchor : (action.from ?? state.anchor);
      const [from, to] = [anchor, action.index].sort((a, b) => a - b) as [number, number];
      const chosen = new Set(base);
      for (let index = from; index <= to; index++) chosen.add(index);
      const past = state.beforeRange ? state.past : [...state.past, state.chosen];
      return { ...state, chosen, past, focus: action.index, anchor, beforeRange: base };
    }
    case 'stroke': {
      const stroke = state.chosen.has(action.index) ? 'drop' : 'choose';
      return { ...step(state, flipped(state.chosen, action.index), action.index), stroke };
    }
    case 'cross': {
      const last = action.indices.at(-1);
      if (state.stroke === null || last === undefined) return state;
      const chosen = new Set(state.chosen);
      for (const index of action.indices) {
        if (state.stroke === 'choose') chosen.add(index);
        else chosen.delete(index);
      }
      return { ...state, chosen, focus: last, anchor: last };
    }
    case 'lift':
      return state.stroke === null ? state : { ...state, stroke: null };
    case 'undo': {
      const chosen = state.past.at(-1);
      if (chosen === undefined) return state;
      const changed = firstDifference(chosen, state.chosen, state.count) ?? state.focus;
      return {
        ...state,
        chosen,
        focus: changed,
        anchor: changed,
        past: state.past.slice(0, -1),
        beforeRange: null,
      };
    }
  }
}

function step(state: PageState, chosen: ReadonlySet<number>, index: number): PageState {
  return {
    ...state,
    chosen,
    focus: index,
    anchor: index,
    past: [...state.past, state.chosen],
    beforeRange: null,
  };
}

function flipped(set: ReadonlySet<number>, index: number): Set<number> {
  const copy = new Set(set);
  if (!copy.delete(index)) copy.add(index);
  return copy;
}

function firstDifference(a: ReadonlySet<number>, b: ReadonlySet<number>, count: number): number | undefined {
  for (let index = 0; index < count; index++) if (a.has(index) !== b.has(index)) return index;
  return undefined;
}
