import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import { ZipFile } from 'yazl';
import type { Person } from '#lib/identity/person';
import { dataPath } from '#lib/infra/config';

/** Leaves a finished upload, as tus does; gives its id. */
export async function makeUpload(person: Person, filename: string, bytes: Uint8Array): Promise<string> {
  const id = randomBytes(16).toString('hex');
  await mkdir(dataPath('uploads'), { recursive: true });
  await writeFile(dataPath('uploads', id), bytes);
  const metadata = { filename, owner: person.id };
  const facts = { id, metadata, size: bytes.length, offset: 0, creation_date: new Date().toISOString() };
  await writeFile(dataPath('uploads', `${id}.json`), JSON.stringify(facts));
  return id;
}

/** A zip of files by their paths, in order. */
export async function zipOf(files: readonly (readonly [path: string, bytes: Uint8Array])[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [path, bytes] of files) zip.addBuffer(Buffer.from(bytes), path, { compress: false });
  zip.end();
  const chunks: Buffer[] = [];
  for await (const chunk of zip.outputStream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** A small PNG that differs from those of all other numbers. */
export async function numberedImage(number: number): Promise<Buffer> {
  const background = { r: number & 255, g: (number >> 8) & 255, b: (number >> 16) & 255 };
  return sharp({ create: { width: 8, height: 6, channels: 3, background } })
    .png()
    .toBuffer();
}
