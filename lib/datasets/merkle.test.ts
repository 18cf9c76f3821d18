import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leafHash, merklePath, merkleRoot, rootOfPath } from './merkle.ts';

const hex = (text: string) => Buffer.from(text, 'hex');
const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The leaves of Certificate Transparency's own tests (certificate-transparency, merkletree/merkle_tree_test.cc). */
const leaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map(hex);

/** The roots over the first 1, 2, ... of them. */
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** As RFC 6962 writes it down, by recursion. */
function rootByDefinition(data: readonly Uint8Array[]): Buffer {
  if (data.length === 0) return sha256();
  if (data.length === 1) return sha256(Uint8Array.of(0), data[0] as Uint8Array);
  const half = 2 ** Math.ceil(Math.log2(data.length) - 1);
  return sha256(Uint8Array.of(1), rootByDefinition(data.slice(0, half)), rootByDefinition(data.slice(half)));
}

const someLeaves = fc.array(fc.uint8Array({ maxLength: 40 }), { minLength: 1, maxLength: 70 });
const leafAmongThem = someLeaves.chain((data) =>
  fc.record({ data: fc.constant(data), index: fc.nat(data.length - 1) }),
);

describe('the root', () => {
  test('is that of Certificate Transparency', () => {
    expect(merkleRoot([]).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    for (const [index, root] of roots.entries())
      expect(merkleRoot(leaves.slice(0, index + 1).map(leafHash)).toString('hex')).toBe(root);
  });

  test('is what RFC 6962 defines by recursion, whether over leaves or over subtrees of a power of two', () => {
    fc.assert(
      fc.property(someLeaves, fc.integer({ min: 0, max: 5 }), (data, power) => {
        const hashes = data.map(leafHash);
        expect(merkleRoot(hashes)).toEqual(rootByDefinition(data));
        const subtrees: Buffer[] = [];
        for (let at = 0; at < hashes.length; at += 2 ** power)
          subtrees.push(merkleRoot(hashes.slice(at, at + 2 ** power)));
        expect(merkleRoot(subtrees)).toEqual(rootByDefinition(data));
      }),
    );
  });
});

describe('a path', () => {
  test('is that of Certificate Transparency', () => {
    const path = (index: number, size: number) =>
      merklePath(leaves.slice(0, size).map(leafHash), index).map((hash) => hash.toString('hex'));
    expect(path(0, 1)).toEqual([]);
    expect(path(0, 8)).toEqual([
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]);
    expect(path(5, 8)).toEqual([
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ]);
    expect(path(2, 3)).toEqual(['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125']);
  });

  test('leads from every leaf to the root', () => {
    fc.assert(
      fc.property(leafAmongThem, ({ data, index }) => {
        const hashes = data.map(leafHash);
        const proof = { index, size: data.length, path: merklePath(hashes, index) };
        expect(rootOfPath(hashes[index] as Buffer, proof)).toEqual(merkleRoot(hashes));
      }),
    );
  });

  test('that is of another leaf, another place, cut, longer or changed leads elsewhere', () => {
    fc.assert(
      fc.property(leafAmongThem, fc.nat(), fc.nat(255), ({ data, index }, place, mask) => {
        const hashes = data.map((one, at) => leafHash(Buffer.concat([one, Buffer.from(`${at}`)])));
        const root = merkleRoot(hashes);
        const [leaf, path] = [hashes[index] as Buffer, merklePath(hashes, index)];
        const proof = { index, size: data.length, path };
        const leadsElsewhere = (hash: Uint8Array, changed: typeof proof) =>
          expect(rootOfPath(hash, changed)?.equals(root) ?? false).toBe(false);
        leadsElsewhere(leafHash(leaf), proof);
        leadsElsewhere(leaf, { ...proof, path: [...path, leaf] });
        leadsElsewhere(leaf, { ...proof, index: data.length });
        leadsElsewhere(leaf, { ...proof, index: -1 });
        if (path.length === 0) return;
        leadsElsewhere(leaf, { ...proof, path: path.slice(1) });
        leadsElsewhere(leaf, { ...proof, path: path.slice(0, -1) });
        const other = place % data.length;
        if (other !== index) leadsElsewhere(leaf, { ...proof, index: other });
        const changed = path.map((hash) => Buffer.from(hash));
        const hit = changed[place % changed.length] as Buffer;
        hit[place % 32] = (hit[place % 32] as number) ^ (mask || 1);
        leadsElsewhere(leaf, { ...proof, path: changed });
      }),
    );
  });
});
