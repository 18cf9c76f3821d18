import { type Known, type NodeView, ofShape, product, type Rule, UNKNOWN } from './known-value.ts';

interface Sliding {
  kernel: number[];
  strides: number[];
  dilations: number[];
  /** Before and after, of each axis. */
  pads: number[];
}

function sliding(node: NodeView, kernel: number[]): Sliding {
  const axes = kernel.length;
  return {
    kernel,
    strides: node.ints('strides') ?? new Array<number>(axes).fill(1),
    dilations: node.ints('dilations') ?? new Array<number>(axes).fill(1),
    pads: node.ints('pads') ?? new Array<number>(axes * 2).fill(0),
  };
}

/** Sizes that a window sliding over `sizes` gives. */
function slide(
  node: NodeView,
  sizes: readonly number[],
  { kernel, strides, dilations, pads }: Sliding,
): number[] {
  const autoPad = node.text('auto_pad') ?? 'NOTSET';
  return sizes.map((size, axis) => {
    const stride = strides[axis] as number;
    const extent = ((kernel[axis] as number) - 1) * (dilations[axis] as number) + 1;
    if (autoPad.startsWith('SAME')) return Math.ceil(size / stride);
    const padded =
      autoPad === 'VALID' ? size : size + (pads[axis] as number) + (pads[axis + sizes.length] as number);
    const steps = (padded - extent) / stride;
    if (node.int('ceil_mode', 0) === 0) return Math.floor(steps) + 1;
    const count = Math.ceil(steps) + 1;
    // A window that starts in the padding after the image is left out.
    return (count - 1) * stride >= size + (pads[axis] as number) ? count - 1 : count;
  });
}

const convolution =
  (weightAt: number): Rule =>
  (node) => {
    const [image, weight] = [node.shape(0), node.shape(weightAt)];
    if (!image || !weight || image.length !== weight.length) return [UNKNOWN];
    const sizes = slide(node, image.slice(2), sliding(node, weight.slice(2)));
    return [ofShape([image[0] as number, weight[0] as number, ...sizes])];
  };

const transposedConvolution: Rule = (node) => {
  const [image, weight] = [node.shape(0), node.shape(1)];
  if (!image || !weight || image.length !== weight.length) return [UNKNOWN];
  const { kernel, strides, dilations, pads } = sliding(node, weight.slice(2));
  const wanted = node.ints('output_shape');
  const extra = node.ints('output_padding') ?? kernel.map(() => 0);
  const same = (node.text('auto_pad') ?? 'NOTSET').startsWith('SAME');
  const sizes = image.slice(2).map((size, axis) => {
    const stride = strides[axis] as number;
    if (same) return size * stride;
    const extent = ((kernel[axis] as number) - 1) * (dilations[axis] as number) + 1;
    const padding = (pads[axis] as number) + (pads[axis + kernel.length] as number);
    return stride * (size - 1) + (extra[axis] as number) + extent - padding;
  });
  const channels = (weight[1] as number) * node.int('group', 1);
  return [ofShape([image[0] as number, channels, ...(wanted ?? sizes)])];
};

const pool: Rule = (node) => {
  const [image, kernel] = [node.shape(0), node.ints('kernel_shape')];
  if (!image || !kernel || image.length !== kernel.length + 2) return [UNKNOWN];
  const shape = ofShape([...image.slice(0, 2), ...slide(node, image.slice(2), sliding(node, kernel))]);
  return new Array<Known>(node.outputs).fill(shape);
};

const globalPool: Rule = (node) => {
  const image = node.shape(0);
  return [ofShape(image?.map((size, axis) => (axis < 2 ? size : 1)) ?? null)];
};

/** Convolutions and pooling, over any number of axes. */
export const CONVOLUTION_RULES: Readonly<Record<string, Rule>> = {
  Conv: convolution(1),
  ConvInteger: convolution(1),
  QLinearConv: convolution(3),
  ConvTranspose: transposedConvolution,
  MaxPool: pool,
  AveragePool: pool,
  LpPool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
  GlobalLpPool: globalPool,
};

/** Multiply-adds of one output element of a convolution: the weights that it sums over. */
export function convolutionMacs(op: string, input: number[], weight: number[], output: number[]): number {
  const window = product(weight.slice(1));
  return op === 'ConvTranspose' ? product(input) * window : product(output) * window;
}
