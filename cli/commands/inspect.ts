import { precisionText } from '#lib/scoring/anatomy/describe-weights';
import { showShape } from '#lib/scoring/onnx/choose-input';
import type { ValueDescription } from '#lib/scoring/onnx/describe-model';
import { readGivenFile } from '../offline/files.ts';
import { anatomyOf } from '../offline/model-anatomy.ts';
import { printReport } from '../output.ts';

const count = (value: number | null) => value?.toLocaleString('en') ?? 'unknown';
const describe = ({ name, dtype, shape }: ValueDescription) => `${name}: ${dtype} ${showShape(shape)}`;

/** Columns as wide as their widest word, the first two to the left and the others to the right. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column < 2 ? text.padEnd(widths[column] as number) : text.padStart(widths[column] as number);
  return rows.map((row) => row.map(cell).join('  ').trimEnd());
}

/** `imagenest inspect`: tells what a network is made of, without running it. */
export async function inspect(file: string, options: { json?: boolean }): Promise<void> {
  const { model, layers } = anatomyOf(await readGivenFile(file, 'the model'));
  const lines = [
    `parameters      ${count(model.parameters)}`,
    `multiply-adds   ${count(model.macs)}`,
    `input features  ${count(model.inputFeatures)}`,
    `hidden layers   ${model.hiddenLayers}`,
    `precision       ${precisionText(model)}`,
    `weights         ${count(model.weightBytes)} bytes`,
    `activations     ${count(model.activations)} numbers for one image, all layers together`,
    ...model.inputs.map((input) => `input           ${describe(input)}`),
    ...model.outputs.map((output) => `output          ${describe(output)}`),
    `operator set    ${model.opset ?? 'none'}`,
    `size            ${count(model.sizeBytes)} bytes`,
    `SHA-256         ${model.sha256}`,
    '',
    ...table([
      ['layer', 'operator', 'output', 'parameters', 'multiply-adds'],
      ...layers.map(({ name, op, outputShape, parameters, macs }) => [
        name,
        op,
        outputShape ? showShape(outputShape) : 'unknown',
        count(parameters),
        count(macs),
      ]),
    ]),
  ];
  printReport({ ...model, layers }, lines, options);
}
