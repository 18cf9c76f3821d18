import { type ReactNode, useId } from 'react';
import type { CampaignKind } from '#lib/labelling/answers';
import type { ReviewNoun } from '#lib/labelling/review';
import { Button } from '@/_components/button';
import { questionText } from './review-choices';

type ReviewQuestionProps = {
  kind: CampaignKind;
  question: readonly string[];
  nouns: Readonly<Record<string, ReviewNoun>>;
  /** How many units are contested about it, on all pages. */
  contested: number;
  /** Has further people asked about all of them. */
  onAskAll: () => void;
  children: ReactNode;
};

/** What is in question about some units, with what its nouns mean, and the units beside each other. */
export function ReviewQuestion(props: ReviewQuestionProps) {
  const { kind, question, nouns, contested, onAskAll, children } = props;
  const id = useId();
  const named = question.flatMap((answer) => answer.split(' ')).flatMap((noun) => nouns[noun] ?? []);
  return (
    <section aria-labelledby={id} className="mb-10">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 id={id} className="text-2xl font-semibold">
          {kind === 'verify'
            ? `Does it show: ${questionText(question, nouns)}`
            : capital(questionText(question, nouns))}
        </h2>
        {mayAskAll(contested) && (
          <Button size="small" aria-haspopup="dialog" onClick={onAskAll}>
            Second opinion on all {contested.toLocaleString('en')}
          </Button>
        )}
      </div>
      <ul className="mt-1 mb-4 flex max-w-4xl flex-col gap-1">
        {named.map(({ id: noun, words, gloss, path }) => (
          <li key={noun}>
            {named.length > 1 && <span className="font-medium">{words[0]}: </span>}
            {gloss}{' '}
            <span className="text-sm text-ink-soft">
              {path.slice(-3).join(' › ')}
              {words.length > 1 && ` · also ${words.slice(1).join(', ')}`}
            </span>
          </li>
        ))}
      </ul>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,17rem),1fr))] gap-4">{children}</div>
    </section>
  );
}

/** A single one is asked about on its card. */
export const mayAskAll = (contested: number) => contested > 1;

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
