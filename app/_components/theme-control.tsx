import { clsx } from 'clsx';
import { Monitor, Moon, Sun } from 'lucide-react';
import { setTheme } from './set-theme';
import { readTheme, type Theme } from './theme';

const choices: { theme: Theme; label: string; icon: typeof Sun }[] = [
  { theme: 'system', label: 'System', icon: Monitor },
  { theme: 'light', label: 'Light', icon: Sun },
  { theme: 'dark', label: 'Dark', icon: Moon },
];

/** Three buttons that set the theme through a server action; they work without script. */
export async function ThemeControl() {
  const current = await readTheme();
  return (
    <form action={setTheme}>
      <fieldset className="flex w-fit rounded border border-line">
        <legend className="sr-only">Theme</legend>
        {choices.map(({ theme, label, icon: Icon }) => (
          <button
            key={theme}
            type="submit"
            name="theme"
            value={theme}
            aria-pressed={theme === current}
            className={clsx(
              'flex min-h-8 items-center gap-1.5 px-2.5 text-sm first-of-type:rounded-l last-of-type:rounded-r',
              theme === current ? 'bg-well text-ink' : 'text-ink-soft hover:text-ink',
            )}
          >
            <Icon aria-hidden size={14} />
            {label}
          </button>
        ))}
      </fieldset>
    </form>
  );
}
