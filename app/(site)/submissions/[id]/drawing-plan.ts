import type { NetworkAnatomy } from '#lib/scoring/anatomy/network-anatomy';
import { type BlockKind, type NetworkBlock, networkBlocks } from '#lib/scoring/anatomy/network-blocks';
import type { ValueForm } from '#lib/scoring/anatomy/value-form';
import type { NetworkProfile } from '#lib/scoring/profile/network-profile';
import { blockName, blockText, formText } from './block-words';

/** Blocks that stand beside each other on a wide screen. */
const MOST_BLOCKS = 15;

/** A slab as it is seen from its upper right: its front is thick by channels, its side high and deep by its size. */
export interface Slab {
  height: number;
  thickness: number;
  /** How far the side goes to the right, and up. */
  right: number;
  up: number;
  /** Layers that it stands for, as far as they can be told apart. */
  slices: number;
  kind: BlockKind | 'input';
  known: boolean;
}

export interface DrawnBlock {
  block: NetworkBlock;
  name: string;
  /** What stands under it, line by line. */
  lines: string[];
  slab: Slab;
  /** Shares of the whole network, from 0 to 1. */
  parameters: number;
  macs: number | null;
  time: number | null;
}

export interface DrawingPlan {
  input: { slab: Slab; lines: string[] };
  blocks: DrawnBlock[];
}

const TALLEST = 150;
const flat = { thickness: 9, right: 7, up: 4.5 };

/** The measures of a slab in pixels, where the largest picture has an edge of `largest`. */
function slabOf(form: ValueForm, largest: number, kind: Slab['kind'], working: number): Slab {
  if (form.kind === 'unknown') {
    return { height: 64, thickness: 28, right: 18, up: 11, slices: 1, kind, known: false };
  }
  if (form.kind === 'flat') {
    const height = 12 + 9 * Math.log2(Math.max(1, form.features));
    return { ...flat, height: Math.min(height, TALLEST), slices: 1, kind, known: true };
  }
  const edges =
    form.kind === 'map' ? [form.height, form.width] : [Math.sqrt(form.tokens), Math.sqrt(form.tokens)];
  const channels = form.kind === 'map' ? form.channels : form.features;
  // Less than in proportion: else the last layers of most networks would be points.
  const drawn = (edge: number) => 6 + (TALLEST - 6) * (Math.min(edge, largest) / largest) ** 0.5;
  const [height = 0, depth = 0] = edges.map(drawn);
  const thickness = 3 + 4.4 * Math.log2(channels + 1);
  const slices = Math.max(1, Math.min(working, Math.floor(thickness / 4)));
  return { height, thickness, right: depth * 0.27, up: depth * 0.17, slices, kind, known: true };
}

/** How large the picture is that a value is, or would be. */
const edgeOf = (form: ValueForm) =>
  form.kind === 'map'
    ? Math.max(form.height, form.width)
    : form.kind === 'tokens'
      ? Math.sqrt(form.tokens)
      : 1;

/** Sizes as they fit under a block. */
const tight = (text: string) => text.replaceAll(' × ', '\u200a×\u200a');
const shorten = (name: string) => (name.length > 13 ? `${name.slice(0, 12)}…` : name);

/** The time of each block by the profile of its nodes; null where that does not tell. */
function timesOf(blocks: readonly NetworkBlock[], profile: NetworkProfile | null): (number | null)[] {
  return blocks.map(({ from, to }) => {
    if (profile === null) return null;
    const rows = profile.rows.filter(({ layer }) => layer !== null && layer >= from && layer < to);
    // It may be among those that have no row of their own.
    if (rows.length === 0 && profile.other !== null) return null;
    return rows.reduce((sum, { share }) => sum + share, 0);
  });
}

/** Plans the drawing of a network: its blocks, their measures, and what part of everything is in each. */
export function planDrawing(anatomy: NetworkAnatomy, profile: NetworkProfile | null): DrawingPlan {
  const { input, inputFeatures, layers } = anatomy;
  const blocks = networkBlocks(layers, MOST_BLOCKS);
  const seen: ValueForm = input === null ? { kind: 'unknown' } : { kind: 'map', ...input };
  const largest = Math.max(1, edgeOf(seen), ...blocks.map(({ form }) => edgeOf(form)));
  const parameters = Math.max(
    1,
    blocks.reduce((sum, block) => sum + block.parameters, 0),
  );
  const macs = anatomy.macs === null ? null : Math.max(1, anatomy.macs);
  const times = timesOf(blocks, profile);
  return {
    input: {
      slab: slabOf(seen, largest, 'input', 1),
      lines: [
        'image',
        tight(formText(seen)),
        ...(inputFeatures === null ? [] : [`${inputFeatures.toLocaleString('en')} features`]),
      ],
    },
    blocks: blocks.map((block, place) => ({
      block,
      name: blockName(block, place),
      lines: [shorten(blockName(block, place)), blockText(block), tight(formText(block.form))],
      slab: slabOf(block.form, largest, block.kind, block.working),
      parameters: block.parameters / parameters,
      macs: macs === null || block.macs === null ? null : block.macs / macs,
      time: times[place] ?? null,
    })),
  };
}
