'use client';

import { clsx } from 'clsx';
import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { useParams } from 'next/navigation';
import { type KeyboardEvent, type MouseEvent, useEffect, useMemo, useRef } from 'react';
import { Loading, TextSkeleton } from '@/_components/skeleton';
import { useTree } from './tree-context';
import { keyAction, type TreeRow, visibleRows } from './tree-state';

const INDENT = 10;

/**
 * The nouns as a tree after the WAI-ARIA practices: one row has the tab stop, the arrows walk and open, Enter goes to the
 * noun's page. Rows are links, so that a page opens in a new tab too.
 */
export function NounTree({
  shown,
}: {
  /** Changes where the tree comes into sight. */
  shown: boolean;
}) {
  const { state, dispatch } = useTree();
  const rows = useMemo(() => visibleRows(state), [state]);
  const list = useRef<HTMLDivElement>(null);
  const focusWanted = useRef(false);
  const asked = useParams<{ synset?: string }>().synset;

  useEffect(() => {
    if (!focusWanted.current) return;
    focusWanted.current = false;
    list.current?.querySelector<HTMLElement>(`[data-key="${state.active}"]`)?.focus();
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: a tree that was out of sight could not be scrolled
  useEffect(() => {
    if (state.current !== null) showRow(list.current, state.current);
  }, [state.current, shown]);

  // A page about a noun says only when it has come where to open the tree: until then rows would move.
  if (asked !== undefined && state.current === null) {
    return (
      <Loading name="The tree is on its way">
        <TextSkeleton lines={12} />
      </Loading>
    );
  }

  const activeRow = rows.find((row) => row.key === state.active) ?? rows[0];

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.altKey || event.ctrlKey || event.metaKey || !activeRow) return;
    if (event.key === ' ') {
      event.preventDefault();
      (event.target as HTMLElement).click();
      return;
    }
    const action = keyAction(rows, activeRow, event.key);
    if (!action) return;
    event.preventDefault();
    focusWanted.current = true;
    dispatch(action);
  };

  return (
    <div ref={list} role="tree" aria-label="Nouns" onKeyDown={onKeyDown}>
      {rows.map((row) => (
        <NounRow
          key={row.key}
          row={row}
          here={row.key === state.current}
          tabStop={row.key === activeRow?.key}
          waiting={row.open === true && state.levels[row.noun.id] === undefined}
        />
      ))}
    </div>
  );
}

function NounRow({
  row,
  here,
  tabStop,
  waiting,
}: {
  row: TreeRow;
  here: boolean;
  tabStop: boolean;
  waiting: boolean;
}) {
  const { dispatch } = useTree();
  const { key, noun, open } = row;

  const onClick = (event: MouseEvent<HTMLAnchorElement>) => {
    if ((event.target as Element).closest('[data-toggle]')) {
      event.preventDefault();
      dispatch({ type: 'activate', key });
      dispatch({ type: open ? 'close' : 'open', key });
    } else if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      dispatch({ type: 'choose', key });
    }
  };

  return (
    <Link
      href={`/explore/${noun.id}`}
      prefetch={false}
      role="treeitem"
      data-key={key}
      tabIndex={tabStop ? 0 : -1}
      aria-level={row.level}
      aria-posinset={row.position}
      aria-setsize={row.siblings}
      aria-expanded={open}
      aria-current={here ? 'page' : undefined}
      aria-busy={waiting || undefined}
      onClick={onClick}
      className={clsx(
        'flex min-h-8 items-center rounded pr-2 text-sm focus-visible:-outline-offset-2',
        here ? 'bg-accent-wash font-medium text-ink' : 'hover:bg-well',
        !here && noun.images === 0 && 'text-ink-soft',
      )}
    >
      <svg aria-hidden="true" width={(row.level - 1) * INDENT} height={1} className="shrink-0" />
      {open === undefined ? (
        <span className="w-6 shrink-0" />
      ) : (
        <span data-toggle className="flex h-8 w-6 shrink-0 items-center justify-center hover:text-accent">
          <ChevronRight
            aria-hidden
            size={16}
            className={clsx(open && 'rotate-90', waiting && 'animate-breathe')}
          />
        </span>
      )}
      <span className="min-w-0 flex-1 truncate" title={noun.word}>
        {noun.word}
      </span>
      {noun.images > 0 && (
        <span className="pl-2 text-xs font-normal text-ink-soft tabular-nums">
          <span className="sr-only">, </span>
          {noun.images.toLocaleString('en')}
          <span className="sr-only"> images</span>
        </span>
      )}
    </Link>
  );
}

/** Scrolls the tree's own box, and nothing else, to a row that is out of its sight. */
function showRow(list: HTMLElement | null, key: string): void {
  const box = list?.closest('[data-tree-box]');
  const row = list?.querySelector(`[data-key="${key}"]`);
  if (!box || !row) return;
  const [outer, inner] = [box.getBoundingClientRect(), row.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom) {
    box.scrollTop += inner.top - outer.top - outer.height / 3;
  }
}
