import { Search } from 'lucide-react';
import { Button } from '@/_components/button';
import { TextField } from '@/_components/text-field';

/** Finds rows of a table by their names; the order stays. A plain form: it works without script. */
export function SearchForm({ label, query, order }: { label: string; query: string; order: string }) {
  return (
    <search>
      <form method="get" className="mb-4 flex max-w-md items-end gap-3">
        <div className="min-w-0 flex-1">
          <TextField name="query" label={label} type="search" defaultValue={query} maxLength={80} />
        </div>
        <input type="hidden" name="order" value={order} />
        <Button type="submit" icon={<Search aria-hidden size={16} />}>
          Find
        </Button>
      </form>
    </search>
  );
}
