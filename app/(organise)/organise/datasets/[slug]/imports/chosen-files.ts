import { type ChosenFile, packTar } from './pack-tar';

/** What is sent as it is; anything else is packed first. */
const sentAsIs = /\.(zip|tar|tgz|tar\.gz|csv|jsonl|ndjson)$/i;

/** What is to be uploaded, in one piece. */
export interface Parcel {
  blob: Blob;
  /** As the import will be called. */
  name: string;
  /** The same for the same files, so that an upload that broke off is found again. */
  mark: string;
  files: number;
  /** Whether they stand in a folder that was chosen. */
  folder: boolean;
}

/**
 * Makes one piece of the files chosen: an archive or list as it is, images packed into a tar with their folders. The same files give
 * the same piece in whatever order the browser tells them.
 */
export function parcelOf(chosen: readonly ChosenFile[]): Parcel | undefined {
  const files = [...chosen].sort((a, b) => (a.path < b.path ? -1 : 1));
  const [first] = files;
  if (!first) return undefined;
  const mark = markOf(files);
  const name = first.path.split('/').at(-1) ?? first.path;
  if (files.length === 1 && sentAsIs.test(name))
    return { blob: first.file, name, mark, files: 1, folder: false };
  const folders = new Set(files.map(({ path }) => (path.includes('/') ? path.split('/')[0] : '')));
  const [folder] = folders;
  const packed = folders.size === 1 && folder ? folder : files.length === 1 ? name : `${files.length} files`;
  return { blob: packTar(files), name: `${packed}.tar`, mark, files: files.length, folder: folder !== '' };
}

/** FNV-1a over names, sizes and times. */
function markOf(files: readonly ChosenFile[]): string {
  let hash = 0x811c9dc5;
  for (const { path, file } of files) {
    for (const letter of `${path}\0${file.size}\0${file.lastModified ?? 0}\0`) {
      hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    }
  }
  return `${files.length}-${hash.toString(16)}`;
}

/** The files of a file field, with their paths where a folder was chosen. */
export function chosenFiles(list: FileList | null): ChosenFile[] {
  return [...(list ?? [])].map((file) => ({ path: file.webkitRelativePath || file.name, file }));
}

/** The files that were dropped, and all those in folders that were. */
export async function droppedFiles(items: DataTransferItemList): Promise<ChosenFile[]> {
  // Entries are gone once the event is over, so all are taken before anything is awaited.
  const entries = [...items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  const files: ChosenFile[] = [];
  for (const entry of entries) await walk(entry, files);
  return files;
}

async function walk(entry: FileSystemEntry, files: ChosenFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    files.push({ path: entry.fullPath.replace(/^\//, ''), file });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (some.length === 0) return;
    for (const one of some) await walk(one, files);
  }
}
