import { slugOf } from '#lib/core/slug';
import { type HtmlNode, isHeading, textOf } from './html-node';

/**
 * A rehype plugin that gives what a text may be linked at an id: a heading the slug of its words, a row of a table that begins
 * with a word in code that word. The row that an address names is marked.
 */
export function addAnchors(): (tree: HtmlNode) => void {
  return visit;
}

function visit(node: HtmlNode): void {
  if (isHeading(node)) node.properties = { ...node.properties, id: slugOf(textOf(node)) };
  if (node.tagName === 'tr') anchorRow(node);
  for (const child of node.children ?? []) visit(child);
}

function anchorRow(row: HtmlNode): void {
  const first = row.children?.find(({ tagName }) => tagName === 'td')?.children ?? [];
  if (first.length !== 1 || first[0]?.tagName !== 'code') return;
  row.properties = { ...row.properties, id: textOf(first[0]), className: ['target:bg-accent-wash'] };
}
