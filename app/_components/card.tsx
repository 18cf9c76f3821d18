import Link from 'next/link';
import type { ReactNode } from 'react';

type CardProps = {
  title?: ReactNode;
  /** Makes the whole card lead there; its name is the title. */
  href?: string;
  /** A mosaic or picture that runs to the card's edges. */
  picture?: ReactNode;
  level?: 2 | 3;
  children?: ReactNode;
};

/** One thing among its like: a dataset, a challenge, a campaign. A thin line, no shadow. */
export function Card({ title, href, picture, level = 3, children }: CardProps) {
  const Title = `h${level}` as const;
  return (
    <article className="relative flex min-w-0 flex-col overflow-hidden rounded border border-line bg-sheet has-[a.card-link:hover]:border-edge">
      {picture}
      <div className="flex flex-1 flex-col gap-2 p-4">
        {title !== undefined && (
          <Title className="text-lg font-semibold">
            {href === undefined ? (
              title
            ) : (
              <Link href={href} className="card-link rounded after:absolute after:inset-0 hover:text-accent">
                {title}
              </Link>
            )}
          </Title>
        )}
        {children}
      </div>
    </article>
  );
}
