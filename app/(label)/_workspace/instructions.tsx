import { Markdown } from '@/_components/markdown';

/** What a line on a wide screen holds. */
const SHORT = 140;

/** What labelers should know beyond the definitions: in sight where it is short, else behind one click. */
export function Instructions({ text }: { text: string }) {
  if (text === '') return null;
  const written = <Markdown text={text} />;
  if (text.length <= SHORT && !text.includes('\n'))
    return <div className="mt-1 text-sm [&>.prose]:max-w-none">{written}</div>;
  return (
    <details className="mt-1 text-sm">
      <summary className="flex min-h-11 w-fit items-center rounded font-medium lg:min-h-8">
        Instructions
      </summary>
      <div className="max-h-[40dvh] overflow-y-auto pb-2">{written}</div>
    </details>
  );
}
