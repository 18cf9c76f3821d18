import { changed, type HostileModel, IMAGE, SCORES } from './hostile-model.ts';
import { linearNetwork } from './image-networks.ts';
import { buildOnnx } from './onnx-builder.ts';

/** Inputs and outputs that do not fit. */
export const HOSTILE_INTERFACES: readonly HostileModel[] = [
  { name: 'no-input', codes: ['input-count'], bytes: changed({ inputs: [] }) },
  {
    name: 'two-inputs',
    codes: ['input-count'],
    bytes: changed({ inputs: [IMAGE, { name: 'mask', shape: ['N', 1, 8, 8] }] }),
  },
  {
    name: 'integer-input',
    codes: ['input-type'],
    bytes: changed({ inputs: [{ ...IMAGE, dtype: 'int64' }] }),
  },
  {
    name: 'sequence-input',
    codes: ['input-type'],
    bytes: changed({ inputs: [{ ...IMAGE, kind: 'sequence' }] }),
  },
  {
    name: 'flat-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 192] }] }),
  },
  { name: 'shapeless-input', codes: ['input-shape'], bytes: changed({ inputs: [{ name: 'image' }] }) },
  {
    name: 'negative-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 3, -8, 8] }] }),
  },
  {
    name: 'huge-input',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 3, 2 ** 40, 2 ** 40] }] }),
  },
  {
    name: 'huge-batch',
    codes: ['input-shape'],
    bytes: changed({ inputs: [{ name: 'image', shape: [2 ** 30, 3, 8, 8] }] }),
  },
  {
    name: 'five-channels',
    codes: ['input-channels'],
    bytes: changed({ inputs: [{ name: 'image', shape: ['N', 5, 8, 8] }] }),
  },
  { name: 'no-output', codes: ['output-count'], bytes: changed({ outputs: [] }) },
  {
    name: 'wrong-number-of-classes',
    codes: ['output-shape'],
    bytes: () => buildOnnx(linearNetwork({ classes: 11 })),
  },
  {
    name: 'output-of-rank-three',
    codes: ['output-shape'],
    bytes: changed({ outputs: [{ name: 'scores', shape: ['N', 10, 4] }] }),
  },
  {
    name: 'two-right-outputs',
    codes: ['output-ambiguous'],
    bytes: changed({ outputs: [SCORES, { name: 'logits', shape: ['N', 10] }] }),
  },
  {
    name: 'string-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [{ name: 'scores', dtype: 'string', shape: ['N', 10] }] }),
  },
  {
    name: 'sequence-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [SCORES, { name: 'probabilities', kind: 'sequence', shape: ['N'] }] }),
  },
  {
    name: 'integer-output',
    codes: ['output-type'],
    bytes: changed({ outputs: [{ name: 'scores', dtype: 'int64', shape: ['N'] }] }),
  },
];
