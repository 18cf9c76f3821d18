import {
  type Known,
  MOST_VALUES,
  type NodeView,
  ofShape,
  ofValues,
  product,
  type Rule,
  UNKNOWN,
} from './known-value.ts';

/** The shape of two after broadcasting, or null where they do not fit. */
export function broadcast(a: readonly number[], b: readonly number[]): number[] | null {
  const rank = Math.max(a.length, b.length);
  const shape: number[] = [];
  for (let i = 1; i <= rank; i++) {
    const [x, y] = [a[a.length - i] ?? 1, b[b.length - i] ?? 1];
    if (x !== y && x !== 1 && y !== 1) return null;
    shape.unshift(x === 1 ? y : x);
  }
  return shape;
}

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number>> = {
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => Math.trunc(a / b),
  Mod: (a, b) => a % b,
  Min: Math.min,
  Max: Math.max,
  Equal: (a, b) => Number(a === b),
  Greater: (a, b) => Number(a > b),
  Less: (a, b) => Number(a < b),
  GreaterOrEqual: (a, b) => Number(a >= b),
  LessOrEqual: (a, b) => Number(a <= b),
  And: (a, b) => Number(a !== 0 && b !== 0),
  Or: (a, b) => Number(a !== 0 || b !== 0),
};

/** Values of a list stretched to `length`, where that is short and it has one element or as many. */
const stretch = (values: number[], length: number): number[] | null =>
  length > MOST_VALUES
    ? null
    : values.length === length
      ? values
      : values.length === 1
        ? new Array<number>(length).fill(values[0] as number)
        : null;

const broadcastAll: Rule = (node) => {
  let shape: number[] | null = node.shape(0);
  for (const other of node.all.slice(1)) shape = shape && other.shape && broadcast(shape, other.shape);
  const combine = ARITHMETIC[node.op];
  if (!shape || !combine || node.all.length !== 2) return [ofShape(shape)];
  const [a, b] = [0, 1].map((i) => node.values(i) && stretch(node.values(i) as number[], product(shape)));
  if (!a || !b) return [ofShape(shape)];
  return [
    ofValues(
      a.map((value, i) => combine(value, b[i] as number)),
      shape,
    ),
  ];
};

const sameAsFirst: Rule = (node) => new Array<Known>(node.outputs).fill(ofShape(node.shape(0)));
const passOn: Rule = (node) => [node.known(0)];

function where(node: NodeView): Known[] {
  const shapes = [0, 1, 2].map((i) => node.shape(i));
  const [condition, yes, no] = shapes;
  const inner = condition && yes && broadcast(condition, yes);
  const shape = inner && no && broadcast(inner, no);
  if (!shape) return [UNKNOWN];
  const [choices, then, otherwise] = [0, 1, 2].map((i) => {
    const values = node.values(i);
    return values && stretch(values, product(shape));
  });
  if (!choices || !then || !otherwise) return [ofShape(shape)];
  return [
    ofValues(
      choices.map((choice, i) => (choice ? then[i] : otherwise[i]) as number),
      shape,
    ),
  ];
}

const SAME_SHAPE = [
  ...[
    'Abs',
    'Acos',
    'Asin',
    'Atan',
    'BatchNormalization',
    'Celu',
    'Clip',
    'Cos',
    'CumSum',
    'DequantizeLinear',
    'DynamicQuantizeLinear',
  ],
  ...['Dropout', 'Elu', 'Erf', 'Exp', 'Gelu', 'GroupNormalization', 'HardSigmoid', 'HardSwish', 'Hardmax'],
  ...['InstanceNormalization', 'IsNaN', 'LRN', 'LayerNormalization', 'LeakyRelu', 'Log', 'LogSoftmax'],
  ...[
    'LpNormalization',
    'MeanVarianceNormalization',
    'Mish',
    'Neg',
    'Not',
    'PRelu',
    'QuantizeLinear',
    'RMSNormalization',
  ],
  ...[
    'Reciprocal',
    'Relu',
    'Round',
    'ScatterElements',
    'ScatterND',
    'Selu',
    'Shrink',
    'Sigmoid',
    'Sign',
    'Sin',
  ],
  ...['Softmax', 'Softplus', 'Softsign', 'Sqrt', 'Swish', 'Tanh', 'ThresholdedRelu', 'Trilu'],
];

/** Operators that work on each element, with broadcasting. */
export const ELEMENTWISE_RULES: Readonly<Record<string, Rule>> = {
  ...Object.fromEntries(SAME_SHAPE.map((op) => [op, sameAsFirst])),
  ...Object.fromEntries(
    [...Object.keys(ARITHMETIC), 'Pow', 'Sum', 'Mean', 'Xor'].map((op) => [op, broadcastAll]),
  ),
  Identity: passOn,
  Cast: passOn,
  Floor: passOn,
  Ceil: passOn,
  Where: where,
};
