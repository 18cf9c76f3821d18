import type { ComponentProps } from 'react';
import ReactMarkdown, { type Components } from 'react-markdown';
import remarkGfm from 'remark-gfm';
import { addAnchors } from './markdown-anchors';
import { nameRegions } from './markdown-regions';
import { ScrollRegion } from './scroll-region';
import { TextLink } from './text-link';

const deepest = 6;

function headings(offset: number): Components {
  const at = (level: number) => {
    const Tag = `h${Math.min(level + offset, deepest)}` as 'h6';
    return ({ id, children }: ComponentProps<'h6'>) => (
      <Tag id={id} className="scroll-mt-6">
        {children}
      </Tag>
    );
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
  table: ({ 'aria-label': name = 'Table', children }) => (
    <ScrollRegion name={name}>
      <table>{children}</table>
    </ScrollRegion>
  ),
  pre: ({ 'aria-label': name = 'Code', children }) => (
    <ScrollRegion name={name}>
      <pre>{children}</pre>
    </ScrollRegion>
  ),
};

/** Links of our own texts: those within the site stay in it. */
function ownLinks(hrefOf: (href: string) => string): Components {
  return {
    a: ({ href = '', children }) => {
      const target = hrefOf(href);
      return /^[/#]/.test(target) ? (
        <TextLink href={target}>{children}</TextLink>
      ) : (
        <a href={target} rel="noopener noreferrer">
          {children}
        </a>
      );
    },
  };
}

type MarkdownProps = {
  text: string;
  /** How many levels its headings are put down, 1 under a page's h1. */
  headingOffset?: number;
  /** For our own texts alone: where a link leads. Their headings and the rows of their tables can be linked to. */
  ownHref?: (href: string) => string;
};

/**
 * Text that people wrote in Markdown (GitHub's kind). HTML in it is shown as text, addresses other than the usual are
 * dropped.
 */
export function Markdown({ text, headingOffset = 1, ownHref }: MarkdownProps) {
  const components = { ...headings(headingOffset), ...parts, ...(ownHref && ownLinks(ownHref)) };
  return (
    <div className="prose">
      <ReactMarkdown
        remarkPlugins={[remarkGfm]}
        rehypePlugins={ownHref ? [nameRegions, addAnchors] : [nameRegions]}
        components={components}
      >
        {text}
      </ReactMarkdown>
    </div>
  );
}

/** The words of such a text in one run, for a line or two where it stands in short: without headings, links, lists and tables. */
export function MarkdownExcerpt({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} allowedElements={['em', 'strong', 'code']} unwrapDisallowed>
      {text}
    </ReactMarkdown>
  );
}
