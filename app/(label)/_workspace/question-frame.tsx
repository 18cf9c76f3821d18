import type { ReactNode } from 'react';

/**
 * Around a question and what stands above it. Where an image is named on a wide screen it is as high as the window under the
 * site's header: the image, the nouns, which scroll by themselves, and the bar below them are all in sight then.
 */
export function QuestionFrame({ children }: { children: ReactNode }) {
  return (
    <div className="lg:flex lg:flex-col lg:has-data-classify:h-[calc(100dvh-3.5rem-1px)] lg:has-data-classify:min-h-144">
      {children}
    </div>
  );
}
