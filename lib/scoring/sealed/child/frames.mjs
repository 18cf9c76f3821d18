import { readSync, writeSync } from 'node:fs';

/**
 * Frames between the sealed process and its parent: length of a JSON header (u32, little endian), length of a payload
 * (u32), the header, the payload. Reading and writing block: this process has nothing else to do.
 */

const idle = new Int32Array(new SharedArrayBuffer(4));

function wholly(transfer, fd, bytes) {
  for (let done = 0; done < bytes.length; ) {
    let count;
    try {
      count = transfer(fd, bytes, done, bytes.length - done, null);
    } catch (error) {
      if (error.code === 'EOF') return false;
      if (error.code !== 'EAGAIN') throw error;
      Atomics.wait(idle, 0, 0, 1);
      continue;
    }
    if (count === 0) return false;
    done += count;
  }
  return true;
}

/** Reads one frame, or null where the parent has closed. `allot(header, length)` gives the buffer for the payload. */
export function readFrame(fd, allot) {
  const lengths = Buffer.alloc(8);
  if (!wholly(readSync, fd, lengths)) return null;
  const head = Buffer.alloc(lengths.readUInt32LE(0));
  if (!wholly(readSync, fd, head)) return null;
  const header = JSON.parse(head.toString());
  const payload = allot(header, lengths.readUInt32LE(4));
  return wholly(readSync, fd, payload) ? { header, payload } : null;
}

export function writeFrame(fd, header, payload = new Uint8Array(0)) {
  const head = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(payload.byteLength, 4);
  wholly(writeSync, fd, Buffer.concat([lengths, head]));
  wholly(writeSync, fd, new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength));
}
