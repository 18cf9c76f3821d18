import { createHash } from 'node:crypto';

/**
 * Remembers names by 64 bits of their SHA-1 each, in an open-addressed table of at most 80 % load: 10 to 20 bytes a name
 * however long it is, 64 MiB for 3.2 million. Two of so many different names fall together with a chance of 3 in 10 million.
 */
export class SeenNames {
  #slots = new Uint32Array(2 * 1024);
  #count = 0;

  /** Remembers a name; gives whether it was there before. */
  seenBefore(name: string): boolean {
    const digest = createHash('sha1').update(name).digest();
    // Both halves 0 mark a free slot.
    const low = digest.readUInt32LE(0) || 1;
    const seen = this.#put(low, digest.readUInt32LE(4));
    if (!seen && ++this.#count > this.#slots.length * 0.4) this.#grow();
    return seen;
  }

  #put(low: number, high: number): boolean {
    const mask = this.#slots.length / 2 - 1;
    for (let slot = high & mask; ; slot = (slot + 1) & mask) {
      if (this.#slots[2 * slot] === low && this.#slots[2 * slot + 1] === high) return true;
      if (this.#slots[2 * slot] !== 0) continue;
      this.#slots[2 * slot] = low;
      this.#slots[2 * slot + 1] = high;
      return false;
    }
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let at = 0; at < before.length; at += 2) {
      if (before[at] !== 0) this.#put(before[at] as number, before[at + 1] as number);
    }
  }
}
