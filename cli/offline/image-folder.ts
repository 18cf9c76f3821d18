import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '#lib/core/errors';
import { refuseToRead } from './files.ts';

/** Images in class folders, as torchvision's ImageFolder has them. */
export interface ImageFolder {
  /** Classes in the order of the model's outputs. */
  classes: string[];
  /** Paths under the folder, by class and then by name. */
  files: string[];
  /** Class number of each file. */
  truth: Int32Array;
  warnings: string[];
}

/** What torchvision takes for an image. */
const IMAGE_NAME = /\.(jpe?g|png|ppm|bmp|pgm|tiff?|webp)$/i;

async function list(folder: string): Promise<Dirent[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    throw refuseToRead(error, 'a folder of images', folder);
  }
}

/** A link counts as what it leads to. */
async function isFolder(entry: Dirent): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isDirectory();
  const target = await stat(path.join(entry.parentPath, entry.name)).catch(() => null);
  return target?.isDirectory() ?? false;
}

/** All images under a folder, deeper ones too, and the number of other files. */
async function imagesUnder(folder: string): Promise<{ images: string[]; others: number }> {
  const images: string[] = [];
  let others = 0;
  for (const entry of await list(folder)) {
    const file = path.join(folder, entry.name);
    if (await isFolder(entry)) {
      const deeper = await imagesUnder(file);
      images.push(...deeper.images);
      others += deeper.others;
    } else if (IMAGE_NAME.test(entry.name)) images.push(file);
    else others++;
  }
  return { images, others };
}

async function classFolders(folder: string): Promise<string[]> {
  const names: string[] = [];
  let images = 0;
  for (const entry of await list(folder)) {
    if (!entry.name.startsWith('.') && (await isFolder(entry))) names.push(entry.name);
    else if (IMAGE_NAME.test(entry.name)) images++;
  }
  if (names.length === 0) {
    const found = images
      ? `${folder} has ${images} image${images === 1 ? '' : 's'} and no class folders. If it is the folder of one class, give the folder that it lies in; else sort them into`
      : `${folder} has no class folders. Images are needed as`;
    throw new AppError(
      'invalid',
      'no-images',
      `${found} ${path.join(folder, 'CLASS', 'FILE')}, a folder for each class.`,
    );
  }
  return names;
}

function checkFolders(folder: string, found: readonly string[], classes: readonly string[]): void {
  const known = new Set(classes);
  const strangers = found.filter((name) => !known.has(name));
  if (strangers.length > 0) {
    throw new AppError(
      'invalid',
      'class-folder-unknown',
      `${folder} has ${strangers.length} folders that the classes file does not name: ${strangers.slice(0, 3).join(', ')}${strangers.length > 3 ? ' and others' : ''}. Add them to the file, each on the line of its output, or take the folders away.`,
    );
  }
  if (classes.length < 2) {
    throw new AppError(
      'invalid',
      'one-class',
      `There is one class, ${classes[0]}, so no answer can be wrong. Give at least two class folders; for a model that says yes or no, one of images that show it and one of others.`,
    );
  }
}

/**
 * Lists the images of a folder of class folders. Without `classes` the class folders are the classes, sorted by name;
 * with them a class may have no folder, of which a warning tells. Hidden folders and files of other names are left out.
 *
 * Throws AppError `no-images`, `class-folder-empty`, `class-folder-unknown`, `one-class`, `no-such-file`,
 * `unreadable-file`.
 */
export async function listImageFolder(folder: string, classes?: readonly string[]): Promise<ImageFolder> {
  const found = await classFolders(folder);
  const order = [...(classes ?? found)];
  checkFolders(folder, found, order);
  const files: string[] = [];
  const truth: number[] = [];
  let others = 0;
  for (const [number, name] of order.entries()) {
    if (!found.includes(name)) continue;
    const under = await imagesUnder(path.join(folder, name));
    if (under.images.length === 0) {
      throw new AppError(
        'invalid',
        'class-folder-empty',
        `${path.join(folder, name)} has no image (JPEG, PNG, WebP or TIFF by its name). Add images, or take the folder away${classes ? '' : ' and name the classes with --classes'}.`,
      );
    }
    others += under.others;
    for (const file of under.images) {
      files.push(path.relative(folder, file));
      truth.push(number);
    }
  }
  const warnings: string[] = [];
  if (found.length < order.length) {
    warnings.push(`${order.length - found.length} of ${order.length} classes have no folder in ${folder}.`);
  }
  if (others > 0)
    warnings.push(`${others} files in ${folder} are not images by their names and are left out.`);
  return { classes: order, files, truth: Int32Array.from(truth), warnings };
}

/** A name for these very images: another one once a file comes, goes or changes. */
export async function nameImageList(folder: string, files: readonly string[]): Promise<string> {
  const hash = createHash('sha256').update(path.resolve(folder));
  for (const file of files) {
    const { size, mtimeMs } = await stat(path.join(folder, file));
    hash.update(`\0${file}\0${size}\0${mtimeMs}`);
  }
  return hash.digest('hex');
}
