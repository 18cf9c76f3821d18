import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '#lib/core/errors';
import { MAX_IMAGE_BYTES } from '#lib/images/image-limits';
import { isPublicAddress } from '#lib/images/intake/public-address';
import type { FetchImage } from '#lib/images/intake/read-url-list';
import { retryAfterMs } from '#lib/images/intake/retry-after';
import { type Answer, GuardedClient, type RequestRules, resolveByDns } from '#lib/infra/http/guarded-client';
import { type HostPace, HostTurns } from './host-turns.ts';
import { ROBOTS_BYTES, RobotsRules } from './robots-rules.ts';

const MAX_REDIRECTS = 5;
const TRIES = 4;
/** A host that asks for more patience than this is not waited for. */
const MOST_PATIENCE_MS = 120_000;
const worthAnotherTry = new Set([429, 500, 502, 503, 504]);

/** What fetching goes by; tests, which stand on this machine, have their own. */
export interface FetchRules extends RequestRules, HostPace {
  /** Before the second try; doubled before each next one. */
  backoffMs: number;
}

const openInternet: FetchRules = {
  mayConnect: isPublicAddress,
  resolve: resolveByDns,
  idleMs: 15_000,
  totalMs: 120_000,
  atOnce: 4,
  intervalMs: 100,
  backoffMs: 1_000,
};

/** Fetches images; `close` ends the connections that it keeps. */
export interface ImageFetcher {
  fetchImage: FetchImage;
  close(): void;
}

/**
 * Makes what fetches images from the open internet: HTTP and HTTPS, public addresses only at every redirect (at most 5), as
 * robots.txt allows, at most 4 requests at once and 10 a second to a host. Answers of 429 and 5xx and broken connections are
 * tried 4 times, waiting as long as Retry-After says (2 minutes at most) or a second, two, four.
 *
 * `fetchImage` throws AppError `fetch-forbidden`, `fetch-robots`, `fetch-robots-unreachable`, `fetch-redirects`, `fetch-status`,
 * `fetch-busy`, `fetch-unreachable`, `fetch-encoded` or `file-too-large`.
 */
export function makeImageFetcher(rules: Partial<FetchRules> = {}): ImageFetcher {
  const all = { ...openInternet, ...rules };
  const client = new GuardedClient(all);
  const turns = new HostTurns(all);

  async function getPatiently(
    url: URL,
    limit: { maxBytes: number; cut?: boolean },
    { intervalMs, signal }: { intervalMs?: number; signal?: AbortSignal } = {},
  ): Promise<Answer> {
    for (let tries = 1; ; tries++) {
      const found = await turns
        .run(url.host, () => client.get(url, limit, signal), { intervalMs, signal })
        .catch((error: unknown) => {
          if (error instanceof AppError && error.code === 'fetch-unreachable') return error;
          throw error;
        });
      const failed = found instanceof AppError || worthAnotherTry.has(found.status);
      if (!failed) return found;
      const asked =
        found instanceof AppError ? undefined : retryAfterMs(found.headers['retry-after'], Date.now());
      if ((asked ?? 0) > MOST_PATIENCE_MS) throw busy(url, asked as number);
      if (tries === TRIES && found instanceof AppError) throw found;
      if (tries === TRIES) return found as Answer;
      if (asked) turns.pause(url.host, asked);
      await sleep(asked ?? all.backoffMs * 2 ** (tries - 1) * (0.75 + Math.random() / 2), undefined, {
        signal,
      });
    }
  }

  const robots = new RobotsRules(async (start) => {
    const limit = { maxBytes: ROBOTS_BYTES, cut: true };
    for (let url = start, hops = 0; ; hops++) {
      const answer = await getPatiently(url, limit);
      const next = redirectOf(answer, url);
      if (!next || hops === MAX_REDIRECTS) return answer;
      url = next;
    }
  });

  const fetchImage: FetchImage = async (start, signal) => {
    for (let url = start, hops = 0; ; hops++) {
      if (hops > MAX_REDIRECTS) {
        const found = `it redirects more than ${MAX_REDIRECTS} times`;
        throw refused('fetch-redirects', found, 'give the address that it ends at');
      }
      client.assertMayAsk(url);
      const { allowed, intervalMs } = await robots.of(url);
      if (!allowed) {
        const found = `the robots.txt of ${url.host} does not allow it`;
        throw refused('fetch-robots', found, 'ask its owner, or import a copy that you may use');
      }
      const answer = await getPatiently(url, { maxBytes: MAX_IMAGE_BYTES }, { intervalMs, signal });
      const next = redirectOf(answer, url);
      if (!next) {
        if (answer.status === 200) return answer.bytes;
        throw refused(
          'fetch-status',
          `${url.host} answers with status ${answer.status}`,
          'give an address at which anybody gets the image itself',
        );
      }
      url = next;
    }
  };

  return { fetchImage, close: () => client.close() };
}

/** Where an answer sends to, without the name and password that it may hold; undefined where it sends nowhere. */
function redirectOf({ status, headers }: Answer, from: URL): URL | undefined {
  if (![301, 302, 303, 307, 308].includes(status) || !headers.location) return undefined;
  if (!URL.canParse(headers.location, from))
    throw refused('fetch-redirects', 'it redirects to no address', 'give that of the image itself');
  const next = new URL(headers.location, from);
  next.username = '';
  next.password = '';
  next.hash = '';
  return next;
}

function refused(code: string, found: string, todo: string): AppError {
  return new AppError('invalid', code, `The address was not fetched, for ${found}: ${todo}.`);
}

function busy(url: URL, ms: number): AppError {
  const seconds = Math.ceil(ms / 1000);
  const message = `${url.host} asks to be left alone for ${seconds} seconds: import the address again later.`;
  return new AppError('unavailable', 'fetch-busy', message, { details: { retryAfterSeconds: seconds } });
}
