'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '@/_components/button';

type FormRowsProps<Row> = {
  title: string;
  /** What the names of their fields begin with. */
  list: string;
  /** What one is called. */
  one: string;
  least: number;
  rows: readonly Row[];
  /** What a new row begins with. */
  usual: Row;
  /** What was sent, where the form was refused: its rows are shown again. */
  sent: Record<string, string[]> | undefined;
  /** A row's fields, whose names begin with `name`. */
  render: (row: Row, name: string) => ReactNode;
};

/** Rows of a form that can be added and removed; a number once given stays that row's. */
export function FormRows<Row>(props: FormRowsProps<Row>) {
  const { title, list, one, least, rows, usual, sent, render } = props;
  const [numbers, setNumbers] = useState<readonly number[]>(() =>
    sent ? numbersSent(sent, list) : rows.map((_, at) => at),
  );
  const add = () => setNumbers([...numbers, Math.max(rows.length - 1, ...numbers) + 1]);
  return (
    <div className="flex flex-col gap-4">
      <h3 className="font-medium">{title}</h3>
      {numbers.map((number, at) => (
        <fieldset key={number} className="flex flex-col gap-4 rounded border border-line p-4">
          <legend className="px-1 text-sm text-ink-soft">
            {one} {at + 1}
          </legend>
          {render(rows[number] ?? usual, `${list}.${number}`)}
          {numbers.length > least && (
            <div>
              <Button size="small" onClick={() => setNumbers(numbers.filter((each) => each !== number))}>
                Remove {one} {at + 1}
              </Button>
            </div>
          )}
        </fieldset>
      ))}
      <div>
        <Button size="small" onClick={add}>
          Add a {one}
        </Button>
      </div>
    </div>
  );
}

function numbersSent(sent: Record<string, string[]>, list: string): number[] {
  const found = Object.keys(sent).flatMap((name) => {
    const [head, number] = name.split('.');
    return head === list && number !== undefined ? [Number(number)] : [];
  });
  return [...new Set(found)].sort((a, b) => a - b);
}
