import { crc32, deflateRawSync } from 'node:zlib';

/** An entry as a test wants it, true or false: what is left out is what an honest zip would say. */
export interface RawZipEntry {
  name: string | Uint8Array;
  bytes: Uint8Array;
  method?: number;
  flags?: number;
  versionMadeBy?: number;
  externalAttributes?: number;
  extra?: Uint8Array;
  /** What the directory says, where that is a lie. */
  says?: { crc32?: number; packedBytes?: number; bytes?: number; headerAt?: number };
}

/** Writes a zip with full say over every field (APPNOTE.TXT 4.3), which packers for people do not give. */
export function writeZip(entries: readonly RawZipEntry[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const name = Buffer.from(entry.name);
    const extra = Buffer.from(entry.extra ?? []);
    const method = entry.method ?? 8;
    const packed = method === 8 ? deflateRawSync(entry.bytes) : Buffer.from(entry.bytes);
    const facts = {
      crc32: crc32(entry.bytes),
      packedBytes: packed.length,
      bytes: entry.bytes.length,
      headerAt: at,
    };
    const told = { ...facts, ...entry.says };
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(entry.flags ?? 0, 6);
    local.writeUInt16LE(method, 8);
    local.writeUInt32LE(facts.crc32, 14);
    local.writeUInt32LE(facts.packedBytes, 18);
    local.writeUInt32LE(facts.bytes, 22);
    local.writeUInt16LE(name.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(entry.versionMadeBy ?? 20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(entry.flags ?? 0, 8);
    central.writeUInt16LE(method, 10);
    central.writeUInt32LE(told.crc32, 16);
    central.writeUInt32LE(told.packedBytes, 20);
    central.writeUInt32LE(told.bytes, 24);
    central.writeUInt16LE(name.length, 28);
    central.writeUInt16LE(extra.length, 30);
    central.writeUInt32LE(entry.externalAttributes ?? 0, 38);
    central.writeUInt32LE(told.headerAt, 42);
    parts.push(local, name, packed);
    directory.push(central, name, extra);
    at += local.length + name.length + packed.length;
  }
  const listing = Buffer.concat(directory);
  return Buffer.concat([...parts, listing, endOfDirectory(entries.length, listing.length, at)]);
}

/** The records at the end: from 65,535 entries on, the longer ones too (APPNOTE.TXT 4.3.14 to 4.3.16). */
function endOfDirectory(count: number, bytes: number, at: number): Buffer {
  const long = Buffer.alloc(76);
  long.writeUInt32LE(0x06064b50, 0);
  long.writeBigUInt64LE(44n, 4);
  long.writeBigUInt64LE(BigInt(count), 24);
  long.writeBigUInt64LE(BigInt(count), 32);
  long.writeBigUInt64LE(BigInt(bytes), 40);
  long.writeBigUInt64LE(BigInt(at), 48);
  long.writeUInt32LE(0x07064b50, 56);
  long.writeBigUInt64LE(BigInt(at + bytes), 64);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(count, 0xffff), 8);
  end.writeUInt16LE(Math.min(count, 0xffff), 10);
  end.writeUInt32LE(bytes, 12);
  end.writeUInt32LE(at, 16);
  return count < 0xffff ? end : Buffer.concat([long, end]);
}
