import { readList, type Store, writeList } from '@/_components/stored-list';
import type { ChosenNoun } from '../../../noun-chooser';
import type { Parcel } from './chosen-files';
import type { Words } from './import-words';

/** An upload that is under way, as the browser keeps it: what is sent, where it lies, and the words about it. */
export interface KeptSending {
  name: string;
  mark: string;
  bytes: number;
  files: number;
  /** Whether a folder was chosen, so that the same button is offered again. */
  folder: boolean;
  /** Its address on the server. */
  url: string;
  words: Words;
  nouns: readonly ChosenNoun[];
}

/** What a person sends into a dataset in this browser, in one place: one at a time. */
export const sendingKey = (personId: string, slug: string) => `imagenest-sending/${personId}/${slug}`;

/** What was under way when the page was left; undefined where nothing was. */
export function readSending(store: Store, key: string): KeptSending | undefined {
  return readList<KeptSending>(store, key)[0];
}

export function keepSending(store: Store, key: string, sending: KeptSending): void {
  writeList(store, key, [sending]);
}

export function dropSending(store: Store, key: string): void {
  writeList(store, key, []);
}

/** Whether files that were chosen are those that were being sent. */
export function isSame({ mark, bytes }: KeptSending, parcel: Parcel): boolean {
  return parcel.mark === mark && parcel.blob.size === bytes;
}
