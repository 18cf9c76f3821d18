import type { ReactNode } from 'react';

/** What comes to the top of the window with each new question: the question, and what has to be read with it. */
export function QuestionPlace({ children }: { children: ReactNode }) {
  return (
    // On a wide screen all of the question is in the window; the way down to it stays in sight.
    <div data-question className="scroll-mt-2 lg:flex lg:min-h-0 lg:grow lg:scroll-mt-96 lg:flex-col">
      {children}
    </div>
  );
}

/** Brings the place of the question that this is part of to the top of the window. */
export function showQuestion(part: Element | null): void {
  part?.closest('[data-question]')?.scrollIntoView({ block: 'start' });
}
