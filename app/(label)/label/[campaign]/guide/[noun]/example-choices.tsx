'use client';

import { clsx } from 'clsx';
import { useActionState } from 'react';
import { thumbUrl } from '#lib/images/image-url';
import type { ExampleChoice } from '#lib/labelling/guide-list';
import { Button } from '@/_components/button';
import { Callout } from '@/_components/callout';
import { EmptyState } from '@/_components/empty-state';
import { Picture } from '@/_components/picture';
import { exampleAction } from './example-action';

type ExampleChoicesProps = { campaign: string; noun: string; choices: readonly ExampleChoice[] };

/** Images of the dataset with what they are shown as, to be changed by one press each. */
export function ExampleChoices({ campaign, noun, choices }: ExampleChoicesProps) {
  if (choices.length === 0) {
    return (
      <EmptyState title="No image may be shown as an example">
        Images that were gathered for this noun, and that no version holds out or has in val, stand here.
      </EmptyState>
    );
  }
  return (
    <ul className="grid grid-cols-2 gap-x-3 gap-y-4 sm:grid-cols-3 md:grid-cols-4 xl:grid-cols-6">
      {choices.map((choice, index) => (
        <li key={choice.sha256}>
          <Choice campaign={campaign} noun={noun} choice={choice} name={`image ${index + 1}`} />
        </li>
      ))}
    </ul>
  );
}

const acts = [
  { as: 'good', label: 'Shows it', good: true },
  { as: 'bad', label: 'Does not', good: false },
] as const;

type ChoiceProps = { campaign: string; noun: string; choice: ExampleChoice; name: string };

function Choice({ campaign, noun, choice: { sha256, width, height, good }, name }: ChoiceProps) {
  const [sent, send, pending] = useActionState(exampleAction, null);
  return (
    <form action={send}>
      <input type="hidden" name="campaign" value={campaign} />
      <input type="hidden" name="synset" value={noun} />
      <input type="hidden" name="image" value={sha256} />
      <Picture
        src={thumbUrl(sha256)}
        alt={name}
        width={width}
        height={height}
        className={clsx(
          'aspect-square w-full border-4 bg-well object-contain',
          good === null ? 'border-transparent' : good ? 'border-good' : 'border-bad',
        )}
      />
      <div className="mt-1 grid grid-cols-2 gap-1">
        {acts.map(({ as, label, good: shown }) => (
          <Button
            key={as}
            type="submit"
            name="as"
            value={good === shown ? 'none' : as}
            size="small"
            variant={good === shown ? 'primary' : 'plain'}
            aria-pressed={good === shown}
            disabled={pending}
          >
            {label}
            <span className="sr-only">: {name}</span>
          </Button>
        ))}
      </div>
      {sent?.ok === false && <Callout tone="bad">{sent.message}</Callout>}
    </form>
  );
}
