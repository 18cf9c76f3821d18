import { X } from 'lucide-react';
import type { AskedNoun } from '#lib/labelling/assignment';
import { Button } from '@/_components/button';

/** The nouns of an image of several that are named already; each can be taken out again. */
export function NamedNouns({
  nouns,
  onTakeOut,
}: {
  nouns: readonly AskedNoun[];
  onTakeOut: (id: string) => void;
}) {
  return (
    <div>
      <h2 id="named-nouns" className="mb-1 px-1 text-sm font-medium">
        It shows
      </h2>
      <ul aria-labelledby="named-nouns" className="flex flex-wrap gap-1">
        {nouns.map(({ id, words }) => (
          <li key={id}>
            <Button size="small" icon={<X aria-hidden size={16} />} onClick={() => onTakeOut(id)}>
              <span className="sr-only">Take out </span>
              {words[0]}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}
