import { describe, expect, it } from 'vitest';
import { guideHref, isGuide, partGuide, readGuide } from './guides';

const names = ['labelers', 'researchers', 'organisers', 'formats', 'errors'] as const;

describe('guides', () => {
  it.each(names)('has the guide %s with title, lead and text, whose links lead to guides', async (name) => {
    const { title, lead, text } = await readGuide(name);
    expect(title).toMatch(/^[A-Z]/);
    expect(lead).toMatch(/\.$/);
    for (const [, href = ''] of text.matchAll(/\]\(([^)]+)\)/g)) {
      expect(guideHref(href)).toMatch(/^(\/docs\/|#|https:)/);
    }
  });

  it('knows no other file', () => {
    expect(isGuide('design')).toBe(false);
    expect(isGuide('../package')).toBe(false);
    expect(isGuide('toString')).toBe(false);
  });

  it('parts a text and maps links between guides alone', () => {
    expect(partGuide('# A title\n\nOne\nlead.\n\n## More\n\nText.\n')).toEqual({
      title: 'A title',
      lead: 'One lead.',
      text: '## More\n\nText.\n',
    });
    expect(guideHref('errors.md#held-out')).toBe('/docs/errors#held-out');
    expect(guideHref('design.md')).toBe('design.md');
    expect(guideHref('https://onnx.ai/a.md')).toBe('https://onnx.ai/a.md');
  });
});
