import { connectForCopy } from './client.ts';

/** A message with its bytes. */
export interface PassedMessage {
  kind: string;
  bytes: Buffer;
}

/** One end of a way between two processes. */
export interface Passage {
  send(kind: string, bytes?: Uint8Array): Promise<void>;
  /** Messages as they arrive. Ends when this end is closed; throws where the database went away. */
  messages(): AsyncGenerator<PassedMessage, void>;
  close(): Promise<void>;
}

export type PassageSide = 'asks' | 'answers';

/** Bytes in one notification: PostgreSQL takes less than 8,000, and base64 makes four of three. */
const PIECE_BYTES = 5_700;
/** Notifications that one statement sends. */
const PIECES_AT_ONCE = 100;

/**
 * Opens one end of a way between two processes of an installation, which goes over PostgreSQL's notifications: what is sent stands in no
 * table and no log of changes, and is gone once the other end has it, or at once where nobody listens. For bytes that must be kept
 * nowhere. `name` is known to both ends alone: 32 letters, digits and underscores at most.
 */
export async function openPassage(name: string, side: PassageSide): Promise<Passage> {
  const channelOf = (end: PassageSide) => `passage_${name}_${end}`;
  const client = await connectForCopy();
  const arrived: PassedMessage[] = [];
  let wake = () => {};
  let over: { error: Error | null } | null = null;
  let pieces: Buffer[] = [];
  let sent = 0;

  client.on('notification', ({ payload = '' }) => {
    const [, kind = '', last, text = ''] = payload.split(' ');
    pieces.push(Buffer.from(text, 'base64'));
    if (last !== 'last') return;
    arrived.push({ kind, bytes: Buffer.concat(pieces) });
    pieces = [];
    wake();
  });
  const end = (error: Error | null) => {
    over ??= { error };
    wake();
  };
  client.on('error', end);
  client.on('end', () => end(null));
  await client.query(`LISTEN ${client.escapeIdentifier(channelOf(side))}`);

  return {
    send: async (kind, bytes = new Uint8Array()) => {
      const count = Math.max(1, Math.ceil(bytes.length / PIECE_BYTES));
      for (let from = 0; from < count; from += PIECES_AT_ONCE) {
        const texts: string[] = [];
        for (let at = from; at < Math.min(count, from + PIECES_AT_ONCE); at++) {
          const piece = Buffer.from(bytes.subarray(at * PIECE_BYTES, (at + 1) * PIECE_BYTES));
          // Numbered, since of two that are alike in one statement the second is not sent.
          texts.push(`${sent++} ${kind} ${at === count - 1 ? 'last' : 'more'} ${piece.toString('base64')}`);
        }
        const other = channelOf(side === 'asks' ? 'answers' : 'asks');
        await client.query('SELECT pg_notify($1, piece) FROM unnest($2::text[]) AS piece', [other, texts]);
      }
    },
    messages: async function* () {
      for (;;) {
        const next = arrived.shift();
        if (next) yield next;
        else if (over) {
          if (over.error) throw over.error;
          return;
        } else {
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
        }
      }
    },
    close: async () => {
      end(null);
      await client.end().catch(() => {});
    },
  };
}
