import { createHash } from 'node:crypto';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { imageLeaf } from '#lib/datasets/inclusion-proof';
import { merklePath, merkleRoot } from '#lib/datasets/merkle';
import { runCommand } from '../testing/run-command.ts';

let image = '';
let other = '';
let proofFile = '';
let root = '';

beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'imagenest-verify-'));
  [image, other, proofFile] = ['image', 'other', 'proof.json'].map((name) => path.join(folder, name)) as [
    string,
    string,
    string,
  ];
  await Promise.all([writeFile(image, 'bytes 4'), writeFile(other, 'others')]);
  const names = Array.from({ length: 11 }, (_, at) =>
    createHash('sha256').update(`bytes ${at}`).digest('hex'),
  ).sort();
  const sha256 = createHash('sha256').update('bytes 4').digest('hex');
  const index = names.indexOf(sha256);
  const leaves = names.map(imageLeaf);
  root = merkleRoot(leaves).toString('hex');
  const path64 = merklePath(leaves, index).map((hash) => hash.toString('hex'));
  const proof = { dataset: 'birds', version: 2, sha256, index, images: 11, path: path64, root };
  await writeFile(proofFile, JSON.stringify(proof));
});

test('a file of the version belongs', async () => {
  const { code, output } = await runCommand(
    'verify-image',
    image,
    '--root',
    root,
    '--proof',
    proofFile,
    '--json',
  );
  expect(code).toBe(0);
  expect(JSON.parse(output)).toMatchObject({ belongs: true, root, images: 11 });
});

test.each([
  ['another-image', () => [other, '--root', root, '--proof', proofFile]],
  ['proof-does-not-lead-to-root', () => [image, '--root', '0'.repeat(64), '--proof', proofFile]],
  ['not-a-root', () => [image, '--root', 'abc', '--proof', proofFile]],
  ['not-a-proof', () => [image, '--root', root, '--proof', other]],
  ['no-such-file', () => [`${image}-gone`, '--root', root, '--proof', proofFile]],
])('refuses: %s', async (refusal, args) => {
  const { code, output, errors } = await runCommand('verify-image', ...args(), '--json');
  expect(code).toBe(2);
  expect(errors).toMatch(new RegExp(`^error: ${refusal}: .*\n$`));
  expect(JSON.parse(output).error.code).toBe(refusal);
});
