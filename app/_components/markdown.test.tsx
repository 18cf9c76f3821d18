import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { Markdown, MarkdownExcerpt } from './markdown';

const text = `## What *refused* means

| code | do |
|---|---|
| \`model-empty\` | [read](errors.md#a) |
| \`a\` and more | [onnx](https://onnx.ai) |

    some code

    more of it

| another |
|---|
| table |

<b id="main">html</b>
`;
const ownHref = (href: string) => href.replace('errors.md', '/docs/errors');

const shown = (element: React.ReactElement) => renderToStaticMarkup(element);
const matches = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].map(([, found]) => found);

describe('Markdown', () => {
  it('names the regions that scroll, each differently', () => {
    expect(matches(shown(<Markdown text={text} />), /<section aria-label="([^"]+)"/g)).toEqual([
      'Table: What refused means',
      'Code: What refused means',
      'Table 2: What refused means',
    ]);
  });

  it('gives our own texts ids to link to, and leads their links within the site', () => {
    const html = shown(<Markdown text={text} ownHref={ownHref} />);
    expect(matches(html, / id="([^"]+)"/g)).toEqual(['what-refused-means', 'model-empty']);
    expect(html).toMatch(/<a [^>]*href="\/docs\/errors#a"/);
    expect(html).toContain('<a href="https://onnx.ai" rel="noopener noreferrer">');
  });

  it('gives texts of others no ids, their links no endorsement and their HTML no effect', () => {
    const html = shown(<Markdown text={text} />);
    expect(html).not.toMatch(/ id="/);
    expect(html).toContain('<a href="https://onnx.ai" rel="nofollow noopener noreferrer ugc">');
    expect(html).not.toContain('<b');
  });
});

describe('MarkdownExcerpt', () => {
  it('is the words in one run, with what they stress', () => {
    const html = shown(<MarkdownExcerpt text={'# Dogs\n\n- *Some* [dog](https://a.org)\n- `cat`\n'} />);
    expect(html.replaceAll(/\s+/g, ' ').trim()).toBe('Dogs <em>Some</em> dog <code>cat</code>');
  });
});
