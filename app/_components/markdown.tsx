import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { ScrollRegion } from './scroll-region';

const deepest = 6;

function headings(offset: number): Components {
  const at = (level: number) => {
    const Tag = `h${Math.min(level + offset, deepest)}` as 'h6';
    return ({ children }: ComponentProps<'h6'>) => <Tag>{children}</Tag>;
  };
  return { h1: at(1), h2: at(2), h3: at(3), h4: at(4), h5: at(5), h6: at(6) };
}

const parts: Components = {
  // Written by people we do not know: no referrer, no endorsement.
  a: ({ href, children }) => (
    <a href={href} rel="nofollow noopener noreferrer ugc">
      {children}
    </a>
  ),
  // A foreign image would tell a foreign server who reads here.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} rel="nofollow noopener noreferrer ugc">
      {alt || 'image'}
    </a>
  ),
  table: ({ children }) => (
    <ScrollRegion name="Table">
      <table>{children}</table>
    </ScrollRegion>
  ),
  pre: ({ children }) => (
    <ScrollRegion name="Code">
      <pre>{children}</pre>
    </ScrollRegion>
  ),
};

/**
 * Text that people wrote in Markdown (GitHub's kind). HTML in it is shown as text, addresses other than the usual are
 * dropped. `headingOffset`: how many levels its headings are put down, 1 under a page's h1.
 */
export function Markdown({ text, headingOffset = 1 }: { text: string; headingOffset?: number }) {
  return (
    <div className="prose">
      <ReactMarkdown remarkPlugins={[remarkGfm]} components={{ ...headings(headingOffset), ...parts }}>
        {text}
      </ReactMarkdown>
    </div>
  );
}
