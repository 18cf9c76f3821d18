/** A file that can be read anywhere in it: a zip's directory stands at its end. */
export interface RandomAccess {
  /** In bytes. */
  size: number;
  /** So many bytes from an offset on; fewer only where the file ends before. */
  read(offset: number, length: number): Promise<Uint8Array>;
}
