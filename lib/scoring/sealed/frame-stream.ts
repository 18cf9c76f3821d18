import type { Readable, Writable } from 'node:stream';

/** One message between the parent and the sealed process. */
export interface Frame {
  header: Record<string, unknown>;
  payload: Buffer;
}

/** A header is small; one that claims more is not ours. */
const MAX_HEADER_BYTES = 64 * 1024;

/**
 * Calls `onFrame` for each frame that arrives on `stream` (see child/frames.mjs for their form), and `onBroken` where
 * what arrives is no frame or has a payload of more than `maxPayloadBytes`.
 */
export function receiveFrames(
  stream: Readable,
  maxPayloadBytes: number,
  onFrame: (frame: Frame) => void,
  onBroken: () => void,
): void {
  let chunks: Buffer[] = [];
  let held = 0;
  let needed = 8;

  const takeFrame = (): void => {
    const all = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, held);
    chunks = [all];
    const headerBytes = all.readUInt32LE(0);
    const payloadBytes = all.readUInt32LE(4);
    if (headerBytes > MAX_HEADER_BYTES || payloadBytes > maxPayloadBytes)
      throw new RangeError('frame too large');
    needed = 8 + headerBytes + payloadBytes;
    if (held < needed) return;
    const header = JSON.parse(all.toString('utf8', 8, 8 + headerBytes)) as Record<string, unknown>;
    const payload = all.subarray(8 + headerBytes, needed);
    chunks = [all.subarray(needed)];
    held -= needed;
    needed = 8;
    onFrame({ header, payload });
  };

  stream.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    held += chunk.length;
    try {
      while (held >= needed) takeFrame();
    } catch {
      stream.removeAllListeners('data').resume();
      onBroken();
    }
  });
}

/** Writes one frame, its payload in parts that are not copied. Resolves when the stream takes more. */
export async function sendFrame(
  stream: Writable,
  header: Record<string, unknown>,
  payload: readonly Uint8Array[],
): Promise<void> {
  const head = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(
    payload.reduce((sum, part) => sum + part.length, 0),
    4,
  );
  stream.cork();
  stream.write(lengths);
  let ready = stream.write(head);
  for (const part of payload) ready = stream.write(part);
  stream.uncork();
  if (ready || stream.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      stream.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    stream.on('drain', done).on('close', done).on('error', done);
  });
}
