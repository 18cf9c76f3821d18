import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { squeezeNet } from '#lib/scoring/testing/known-networks';
import { buildOnnx } from '#lib/scoring/testing/onnx-builder';
import { runCommand } from '../testing/run-command.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'imagenest-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('a published network has its published figures', async () => {
  const file = path.join(folder, 'squeezenet.onnx');
  const bytes = buildOnnx(squeezeNet());
  await writeFile(file, bytes);
  const { code, output, errors } = await runCommand('inspect', file, '--json');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  const result = JSON.parse(output);
  expect(result).toMatchObject({
    parameters: 1_235_496,
    macs: 349_151_936,
    opset: expect.any(Number),
    sizeBytes: bytes.length,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    inputFeatures: 150_528,
    hiddenLayers: 25,
    weightBytes: 4 * 1_235_496,
    precision: [{ dtype: 'float32', parameters: 1_235_496, bytes: 4 * 1_235_496 }],
    quantised: false,
    activations: expect.any(Number),
  });
  expect(Object.keys(result.inputs[0])).toEqual(['name', 'dtype', 'shape']);
  expect(Object.keys(result.outputs[0])).toEqual(['name', 'dtype', 'shape']);
  expect(Object.keys(result.layers[0])).toEqual(['name', 'op', 'outputShape', 'parameters', 'macs']);
  const sum = (key: string) => result.layers.reduce((all: number, layer: never) => all + layer[key], 0);
  expect([sum('parameters'), sum('macs')]).toEqual([result.parameters, result.macs]);
});

test('people read its precision and its memory', async () => {
  const file = path.join(folder, 'plain.onnx');
  await writeFile(file, buildOnnx(squeezeNet()));
  const { output } = await runCommand('inspect', file);
  expect(output).toMatch(/^precision {7}float32$/m);
  expect(output).toMatch(/^weights {9}4,941,984 bytes$/m);
  expect(output).toMatch(/^activations {5}[\d,]+ numbers for one image/m);
});

test('what is no model is refused with its code', async () => {
  const file = path.join(folder, 'page.onnx');
  await writeFile(file, '<!doctype html><title>404</title>');
  const { code, output, errors } = await runCommand('inspect', file, '--json');
  expect(code).toBe(2);
  expect(errors).toMatch(/^error: model-not-onnx: .*\n$/);
  expect(JSON.parse(output).error.code).toBe('model-not-onnx');
});
