import robotsParser from 'robots-parser';
import { AppError } from '#lib/core/errors';
import { type Answer, USER_AGENT, unreachable } from '#lib/infra/http/guarded-client';

/** What a host asks of robots, as far as it concerns one address. */
export interface RobotsVerdict {
  allowed: boolean;
  /** Between two requests. */
  intervalMs: number;
}

type Rules = (url: URL) => RobotsVerdict;

/** RFC 9309 2.5: at least 500 KiB are read; what stands behind is not. */
export const ROBOTS_BYTES = 512 * 1024;
const KEPT_MS = 24 * 3600_000;
/** A host that does not answer is asked again sooner. */
const FAILURE_KEPT_MS = 5 * 60_000;
const MOST_KEPT = 1_000;
const LONGEST_INTERVAL_MS = 30_000;

/**
 * What hosts' robots.txt say (RFC 9309), asked once a host and kept for a day, of the 1,000 hosts asked last. None there (4xx)
 * allows everything; a host that cannot say (5xx, no answer) forbids everything for five minutes.
 */
export class RobotsRules {
  #fetchRobots: (url: URL) => Promise<Answer>;
  #kept = new Map<string, { until: number; rules: Promise<Rules> }>();

  /** `fetchRobots` gets a robots.txt, redirects followed. */
  constructor(fetchRobots: (url: URL) => Promise<Answer>) {
    this.#fetchRobots = fetchRobots;
  }

  /** Throws AppError `fetch-robots-unreachable`, and what the fetch refuses. */
  async of(url: URL): Promise<RobotsVerdict> {
    const { origin } = url;
    let kept = this.#kept.get(origin);
    this.#kept.delete(origin);
    if (!kept || kept.until < Date.now()) kept = this.#ask(origin);
    this.#kept.set(origin, kept);
    if (this.#kept.size > MOST_KEPT) this.#kept.delete(this.#kept.keys().next().value as string);
    return (await kept.rules)(url);
  }

  #ask(origin: string) {
    const rules = this.#read(new URL('/robots.txt', origin));
    const kept = { until: Date.now() + KEPT_MS, rules };
    rules.catch(() => {
      kept.until = Date.now() + FAILURE_KEPT_MS;
    });
    return kept;
  }

  async #read(url: URL): Promise<Rules> {
    const answer = await this.#fetchRobots(url).catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'fetch-unreachable') throw silent(url, error);
      throw error;
    });
    if (answer.status >= 500) throw silent(url, unreachable(`status ${answer.status}`));
    if (answer.status !== 200) return () => ({ allowed: true, intervalMs: 0 });
    const robots = robotsParser(url.href, Buffer.from(answer.bytes).toString('utf8'));
    const delay = Math.min((robots.getCrawlDelay(USER_AGENT) ?? 0) * 1000, LONGEST_INTERVAL_MS) || 0;
    return (asked) => ({
      allowed: robots.isAllowed(asked.href, USER_AGENT) !== false,
      intervalMs: Math.max(0, delay),
    });
  }
}

function silent(url: URL, cause: AppError): AppError {
  return new AppError(
    'unavailable',
    'fetch-robots-unreachable',
    `Whether robots may fetch is not known, since ${url.href} cannot be read (${cause.details.found}): import it again later.`,
    { cause },
  );
}
