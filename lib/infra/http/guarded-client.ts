import { lookup as resolveName } from 'node:dns/promises';
import http, { type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AppError } from '#lib/core/errors';

/** Who asks, as servers and their robots.txt know it. */
export const USER_AGENT = 'Imagenest';

/** What a request goes by. */
export interface RequestRules {
  /** Whether an IP address may be connected to. */
  mayConnect(address: string): boolean;
  /** The IP addresses of a host name, asked once a connection. */
  resolve(host: string): Promise<{ address: string; family: number }[]>;
  /** Without a byte for so long is given up. */
  idleMs: number;
  /** From the first byte sent to the last one received. */
  totalMs: number;
}

/** An answer, with little or nothing of the body where the status is not 200. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  bytes: Uint8Array;
}

/** How much of a body is taken: beyond, `cut` gives what came and otherwise it is refused as `file-too-large`. */
interface BodyLimit {
  maxBytes: number;
  cut?: boolean;
}

/** What is sent with a request: nothing where it asks for an address. */
interface Sent {
  json?: string;
  headers?: Record<string, string>;
}

/** What is said beside a redirect or a refusal is read to keep the connection, if it is short. */
const beside: BodyLimit = { maxBytes: 16 * 1024, cut: true };

export const resolveByDns: RequestRules['resolve'] = (host) => resolveName(host, { all: true });

/** One that did not come through, or not whole: another try may. */
export function unreachable(what: string, cause?: unknown): AppError {
  const message = `The address could not be fetched (${what}): import it again later.`;
  return new AppError('unavailable', 'fetch-unreachable', message, { cause, details: { found: what } });
}

/**
 * Asks for addresses over HTTP and HTTPS, one request each: no redirect is followed. A host's name is resolved once a connection
 * and every address that it has must be one that may be connected to; the connection goes to these and nowhere else, so no
 * second answer of the name's owner counts. Connections are kept for the next request to the same host.
 */
export class GuardedClient {
  #rules: RequestRules;
  #agents = {
    'http:': new http.Agent({ keepAlive: true, maxFreeSockets: 32, timeout: 15_000 }),
    'https:': new https.Agent({ keepAlive: true, maxFreeSockets: 32, timeout: 15_000 }),
  };

  constructor(rules: RequestRules) {
    this.#rules = rules;
  }

  /** Throws AppError `fetch-forbidden`, `fetch-unreachable`, `fetch-encoded` or `file-too-large`, or the signal's reason. */
  get(url: URL, limit: BodyLimit, signal?: AbortSignal): Promise<Answer> {
    return this.#send(url, limit, {}, signal);
  }

  /** Sends a JSON body, of whose answer little is read. Throws as `get` does. */
  post(url: URL, json: string, headers: Record<string, string>, signal?: AbortSignal): Promise<Answer> {
    return this.#send(url, beside, { json, headers }, signal);
  }

  async #send(url: URL, limit: BodyLimit, sent: Sent, signal?: AbortSignal): Promise<Answer> {
    this.assertMayAsk(url);
    const ended = new AbortController();
    const end = () => ended.abort(signal?.reason);
    const slow = setTimeout(() => ended.abort(unreachable('it took too long')), this.#rules.totalMs);
    signal?.throwIfAborted();
    signal?.addEventListener('abort', end, { once: true });
    try {
      const response = await this.#ask(url, sent, ended.signal);
      return await answerOf(response, response.statusCode === 200 ? limit : beside, ended.signal);
    } catch (error) {
      if (ended.signal.aborted) throw ended.signal.reason;
      if (error instanceof AppError) throw error;
      const { code, message } = error as NodeJS.ErrnoException;
      throw unreachable(code ?? message, error);
    } finally {
      clearTimeout(slow);
      signal?.removeEventListener('abort', end);
    }
  }

  /** Closes the connections that were kept. */
  close(): void {
    for (const agent of Object.values(this.#agents)) agent.destroy();
  }

  #ask(url: URL, { json, headers }: Sent, signal: AbortSignal): Promise<IncomingMessage> {
    const { protocol } = url;
    const send = protocol === 'https:' ? https.request : http.request;
    const body = json === undefined ? undefined : Buffer.from(json);
    return new Promise((resolve, reject) => {
      const request = send(url, {
        agent: this.#agents[protocol as 'http:' | 'https:'],
        lookup: this.#lookup,
        signal,
        method: body ? 'POST' : 'GET',
        headers: {
          'user-agent': USER_AGENT,
          accept: body ? '*/*' : 'image/*,*/*;q=0.5',
          'accept-encoding': 'identity',
          ...(body && { 'content-type': 'application/json', 'content-length': body.length }),
          ...headers,
        },
      });
      request.setTimeout(this.#rules.idleMs, () => request.destroy(unreachable('it stopped answering')));
      request.on('response', resolve);
      request.on('error', reject);
      request.end(body);
    });
  }

  #lookup: LookupFunction = (host, options, done) => {
    this.#rules.resolve(host).then(
      (addresses) => {
        const barred = addresses.find(({ address }) => !this.#rules.mayConnect(address));
        const first = addresses[0];
        if (barred || !first) done(forbidden(`${host} is no host of the open internet`), '', 0);
        else if (options.all) done(null, addresses);
        else done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, '', 0),
    );
  };

  /** Throws AppError `fetch-forbidden` for what an address itself says: no web, no public IP address, no port of the web. */
  assertMayAsk(url: URL): void {
    if (url.protocol !== 'http:' && url.protocol !== 'https:')
      throw forbidden(`${url.protocol} is no protocol of the web`);
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // Names go through #lookup; addresses would not.
    if (isIP(host) && !this.#rules.mayConnect(host))
      throw forbidden(`${host} is no address of the open internet`);
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
    if (port < 1024 && port !== 80 && port !== 443) throw forbidden(`port ${port} is not one of the web`);
  }
}

function forbidden(what: string): AppError {
  return new AppError(
    'forbidden',
    'fetch-forbidden',
    `The address is not fetched, for ${what}: give one of http or https that anybody reaches.`,
  );
}

async function answerOf(
  response: IncomingMessage,
  { maxBytes, cut }: BodyLimit,
  signal: AbortSignal,
): Promise<Answer> {
  const answer = { status: response.statusCode ?? 0, headers: response.headers };
  const pieces: Uint8Array[] = [];
  let length = 0;
  const destroy = () => response.destroy(signal.reason);
  signal.addEventListener('abort', destroy, { once: true });
  try {
    const encoding = response.headers['content-encoding'];
    if (answer.status === 200 && encoding && encoding !== 'identity') {
      const message = `The address answers packed (${encoding}) though it was asked not to: give one at which the image itself stands.`;
      throw new AppError('invalid', 'fetch-encoded', message);
    }
    if (!cut && Number(response.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
    for await (const piece of response as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length <= maxBytes) continue;
      if (!cut) throw tooLarge(maxBytes);
      break;
    }
    if (!cut && !response.complete) throw unreachable('it broke off');
    return { ...answer, bytes: Buffer.concat(pieces).subarray(0, maxBytes) };
  } finally {
    signal.removeEventListener('abort', destroy);
    response.destroy();
  }
}

function tooLarge(maxBytes: number): AppError {
  return new AppError(
    'too-large',
    'file-too-large',
    `The file has more than ${maxBytes} bytes, the most that are taken: offer it smaller.`,
  );
}
