const CHUNK = 65_536;

/** Text in pieces as UTF-8 in chunks that are worth sending. */
export async function* textChunks(
  pieces: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Uint8Array> {
  let kept = '';
  for await (const piece of pieces) {
    kept += piece;
    if (kept.length < CHUNK) continue;
    yield Buffer.from(kept);
    kept = '';
  }
  if (kept) yield Buffer.from(kept);
}
