import { Menu } from 'lucide-react';
import Link from 'next/link';
import { AccountMenu, type Person } from './account-menu';
import { MenuPopover } from './menu-popover';
import { NavLink } from './nav-link';
import { Wordmark } from './wordmark';

const doors = [
  { href: '/explore', label: 'Explore' },
  { href: '/datasets', label: 'Datasets' },
  { href: '/challenges', label: 'Challenges' },
  { href: '/label', label: 'Label' },
];

const organise = { href: '/organise', label: 'Organise' };

/** The top of every page. `person`: null for a stranger, undefined where the page cannot know (an error page). */
export function SiteHeader({ person }: { person?: Person | null }) {
  const organises = person?.roles.some((role) => role === 'organiser' || role === 'admin') ?? false;
  const links = organises ? [...doors, organise] : doors;
  return (
    <header className="border-b border-line">
      <div className="gutter mx-auto flex h-14 max-w-[96rem] items-center gap-2 sm:gap-6">
        <Link href="/" aria-label="Imagenest, home" className="rounded">
          <Wordmark />
        </Link>
        <nav aria-label="Main" className="-mb-px hidden md:block">
          <ul className="flex">
            {links.map((link) => (
              <li key={link.href}>
                <NavLink {...link} />
              </li>
            ))}
          </ul>
        </nav>
        <div className="-mr-2 ml-auto flex items-center gap-1">
          {person === undefined ? null : <AccountMenu person={person} />}
          <div className="md:hidden">
            <MenuPopover
              id="site-menu"
              trigger={
                <>
                  <Menu aria-hidden size={20} />
                  <span className="sr-only">Menu</span>
                </>
              }
            >
              <nav aria-label="Main, small screen">
                <ul>
                  {links.map((link) => (
                    <li key={link.href}>
                      <NavLink {...link} row />
                    </li>
                  ))}
                </ul>
              </nav>
            </MenuPopover>
          </div>
        </div>
      </div>
    </header>
  );
}
