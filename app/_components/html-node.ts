/** As much of an HTML tree (hast) as rehype plugins look at here. */
export interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, unknown>;
  children?: HtmlNode[];
}

/** The words of a part of the tree. */
export function textOf(node: HtmlNode): string {
  return node.value ?? (node.children ?? []).map(textOf).join('');
}

export function isHeading(node: HtmlNode): boolean {
  return /^h[1-6]$/.test(node.tagName ?? '');
}
