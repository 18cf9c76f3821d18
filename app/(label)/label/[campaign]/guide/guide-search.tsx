import { Search } from 'lucide-react';
import { Button } from '@/_components/button';
import { TextField } from '@/_components/text-field';

/** Finds nouns of the guide by a part of their words, without script too. */
export function GuideSearch({ slug, query }: { slug: string; query: string }) {
  return (
    <search>
      <form action={`/label/${slug}/guide`} className="flex max-w-lg items-end gap-2">
        <div className="min-w-0 grow">
          <TextField
            key={query}
            name="query"
            type="search"
            label="Find a noun by a part of its words"
            defaultValue={query}
            maxLength={60}
            autoComplete="off"
          />
        </div>
        <Button type="submit" icon={<Search aria-hidden size={18} />}>
          Find
        </Button>
      </form>
    </search>
  );
}
