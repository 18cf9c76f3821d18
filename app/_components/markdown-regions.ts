import { type HtmlNode, isHeading, textOf } from './html-node';

const kinds: Record<string, string> = { table: 'Table', pre: 'Code' };

/**
 * A rehype plugin that names tables and blocks of code after the heading above them, so that those who go from region to region
 * can tell them apart: 'Table: Quotas', then 'Table 2: Quotas'.
 */
export function nameRegions(): (tree: HtmlNode) => void {
  return (tree) => {
    let heading = '';
    const named = new Map<string, number>();
    const visit = (node: HtmlNode): void => {
      if (isHeading(node)) heading = textOf(node);
      const kind = kinds[node.tagName ?? ''];
      if (kind !== undefined) {
        const count = (named.get(`${kind} ${heading}`) ?? 0) + 1;
        named.set(`${kind} ${heading}`, count);
        const name = `${kind}${count > 1 ? ` ${count}` : ''}${heading && `: ${heading}`}`;
        node.properties = { ...node.properties, ariaLabel: name };
      }
      for (const child of node.children ?? []) visit(child);
    };
    visit(tree);
  };
}
