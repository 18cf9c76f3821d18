'use client';

import { clsx } from 'clsx';
import { Search } from 'lucide-react';
import Link from 'next/link';
import { type FocusEvent, type KeyboardEvent, type ReactNode, useEffect, useState } from 'react';
import { LiveRegion } from './live-region';

type NounComboboxProps<Noun> = {
  id: string;
  /** What the field is called, unseen; left out where a label stands beside it. */
  label?: string;
  /** For a field of a form. */
  name?: string;
  /** What ties it to its hint and error. */
  aria?: { 'aria-describedby'?: string; 'aria-invalid'?: boolean };
  disabled?: boolean;
  maxLength: number;
  text: string;
  onText: (text: string) => void;
  /** What fits the text; undefined until it has come. */
  found: readonly Noun[] | undefined;
  /** Whether the first is chosen before an arrow key is pressed, so that Enter takes it. */
  takeFirst?: boolean;
  /** A noun was taken, otherwise than by following its link. */
  onTake: (noun: Noun) => void;
  /** An option as it is drawn; with `href` it is a link too. */
  option: (noun: Noun) => ReactNode;
  href?: (noun: Noun) => string;
  /** What is said where nothing fits. */
  none: string;
};

/**
 * Finds a noun by a word: suggests while one types (the combobox of the WAI-ARIA practices). The arrows go through what
 * was found, Enter takes what is chosen, Escape closes.
 */
export function NounCombobox<Noun extends { id: string }>(props: NounComboboxProps<Noun>) {
  const {
    id,
    label,
    name,
    aria,
    disabled,
    maxLength,
    text,
    onText,
    found,
    takeFirst = false,
    onTake,
    option,
    href,
    none,
  } = props;
  const first = takeFirst ? 0 : -1;
  const [shown, setShown] = useState(false);
  const [active, setActive] = useState(first);
  // Enter pressed before anything has come: the first is taken when it does.
  const [awaited, setAwaited] = useState(false);
  const open = shown && found !== undefined && text.trim() !== '';

  const change = (to: string) => {
    onText(to);
    setAwaited(false);
    setShown(true);
    setActive(first);
  };
  const close = () => {
    setShown(false);
    setActive(first);
    setAwaited(false);
  };
  const take = (noun: Noun, byLink = false) => {
    onText('');
    close();
    if (!byLink) onTake(noun);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const count = found?.length ?? 0;
    if (event.key === 'Escape') {
      if (open) event.preventDefault();
      close();
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      setShown(true);
      // Where none has to be chosen, the field itself stands between the last and the first.
      const places = count - first;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setActive((now) => ((now - first + step + places) % places) + first);
    } else if (event.key === 'Enter') {
      const noun = open ? found[active] : undefined;
      if (noun || takeFirst) event.preventDefault();
      if (noun) take(noun);
      else if (takeFirst && found === undefined && text.trim() !== '') setAwaited(true);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was found is the reason to look again
  useEffect(() => {
    if (awaited && found?.[0]) take(found[0]);
  }, [found]);

  const onBlur = (event: FocusEvent<HTMLElement>) => {
    if (!event.currentTarget.contains(event.relatedTarget)) close();
  };

  return (
    <search className="relative block" onBlur={onBlur}>
      {label !== undefined && (
        <label htmlFor={id} className="sr-only">
          {label}
        </label>
      )}
      <Search aria-hidden size={18} className="pointer-events-none absolute top-3 left-3 text-ink-soft" />
      <input
        {...aria}
        id={id}
        disabled={disabled}
        name={name}
        type="search"
        value={text}
        required={name !== undefined}
        maxLength={maxLength}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        placeholder="Find a noun"
        role="combobox"
        aria-expanded={open}
        aria-controls={`${id}-found`}
        aria-autocomplete="list"
        aria-activedescendant={open && found[active] ? `${id}-${active}` : undefined}
        onChange={(event) => change(event.target.value)}
        onFocus={() => setShown(true)}
        onKeyDown={onKeyDown}
        className="control min-h-11 pl-10"
      />
      <div
        id={`${id}-found`}
        role="listbox"
        aria-label="Nouns found"
        hidden={!open || found.length === 0}
        className="absolute top-full left-0 z-20 mt-1 w-full min-w-72 rounded border border-line bg-sheet py-1 shadow-float lg:min-w-md"
      >
        {found?.map((noun, index) => (
          <Option
            key={noun.id}
            id={`${id}-${index}`}
            active={index === active}
            href={href?.(noun)}
            onTake={(byLink) => take(noun, byLink)}
          >
            {option(noun)}
          </Option>
        ))}
      </div>
      {open && found.length === 0 && takeFirst && <p className="mt-1 text-sm text-ink-soft">{none}</p>}
      <LiveRegion>{open ? (found.length === 0 ? none : countText(found.length)) : ''}</LiveRegion>
    </search>
  );
}

type OptionProps = {
  id: string;
  active: boolean;
  href: string | undefined;
  /** The noun was chosen; a link goes to it by itself. */
  onTake: (byLink: boolean) => void;
  children: ReactNode;
};

function Option({ id, active, href, onTake, children }: OptionProps) {
  const look = clsx('block cursor-pointer px-3 py-2 text-sm hover:bg-well', active && 'bg-accent-wash');
  if (href !== undefined) {
    return (
      <Link
        id={id}
        role="option"
        aria-selected={active}
        tabIndex={-1}
        href={href}
        prefetch={false}
        onClick={() => onTake(true)}
        className={look}
      >
        {children}
      </Link>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the field's, which keeps the focus
    <div
      id={id}
      role="option"
      aria-selected={active}
      tabIndex={-1}
      onClick={() => onTake(false)}
      className={look}
    >
      {children}
    </div>
  );
}

function countText(count: number): string {
  return count === 1 ? '1 noun found' : `${count} nouns found`;
}
