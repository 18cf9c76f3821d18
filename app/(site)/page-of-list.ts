import { z } from 'zod';

const pageNumber = z.coerce.number().int().min(1).catch(1);

/**
 * A page of a list that is at hand as a whole, by the number that an address asks for, with what the pager under it says. A number
 * past the end is the last page.
 */
export function pageOfList<Item>(
  all: readonly Item[],
  { asked, size, href }: { asked: unknown; size: number; href: (page: number) => string },
) {
  const pages = Math.max(1, Math.ceil(all.length / size));
  const page = Math.min(pageNumber.parse(asked), pages);
  const start = (page - 1) * size;
  const items = all.slice(start, start + size);
  const count = (value: number) => value.toLocaleString('en');
  return {
    items,
    pager: {
      previousHref: page > 1 ? href(page - 1) : undefined,
      nextHref: page < pages ? href(page + 1) : undefined,
      shown: pages > 1 && `${count(start + 1)} to ${count(start + items.length)} of ${count(all.length)}`,
    },
  };
}
