import Link from 'next/link';
import { ThemeControl } from './theme-control';

const links = [
  { href: '/docs', label: 'Guides' },
  { href: '/docs/attribution', label: 'Image credits' },
];

/** The foot of every page: what the site is, its guides, the theme. */
export function SiteFooter() {
  return (
    <footer className="mt-16 border-t border-line">
      <div className="gutter mx-auto flex max-w-[96rem] flex-col gap-6 py-8 text-sm text-ink-soft md:flex-row md:items-center">
        <p>Images named by people; models measured on what they agreed.</p>
        <nav aria-label="About" className="md:ml-auto">
          <ul className="flex flex-wrap gap-x-6 gap-y-2">
            {links.map((link) => (
              <li key={link.href}>
                <Link href={link.href} prefetch={false} className="link">
                  {link.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <ThemeControl />
      </div>
    </footer>
  );
}
