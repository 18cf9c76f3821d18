import type { BlockKind, NetworkBlock } from '#lib/scoring/anatomy/network-blocks';
import type { ValueForm } from '#lib/scoring/anatomy/value-form';
import { partText } from '@/_components/figure-text';

/** What each kind of block is called. */
export const KIND_WORDS: Readonly<Record<BlockKind, string>> = {
  convolution: 'convolution',
  dense: 'dense',
  product: 'matrix product',
  pool: 'pooling',
  other: 'other',
};

/** A value's size in words: `55 × 55 × 64`, `197 × 768`, `4,096`. */
export function formText(form: ValueForm): string {
  const plain = (value: number) => value.toLocaleString('en');
  if (form.kind === 'map') return [form.height, form.width, form.channels].map(plain).join(' × ');
  if (form.kind === 'tokens') return `${plain(form.tokens)} × ${plain(form.features)}`;
  return form.kind === 'flat' ? plain(form.features) : 'size unknown';
}

/** What a block is: its kind, or how many layers it has. */
export function blockText({ working, kind }: NetworkBlock): string {
  return working > 1 ? `${working} layers` : KIND_WORDS[kind];
}

/** What a block is called: what its layers' names share, or where it stands. */
export function blockName({ name }: NetworkBlock, place: number): string {
  return name || `block ${place + 1}`;
}

/** A share in words: `62 %`, `< 1 %`. Null where it is unknown. */
export function shareText(share: number | null): string {
  if (share === null) return '?';
  return share === 0 ? '0' : partText(share, 1);
}
