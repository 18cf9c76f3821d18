import { setTimeout as sleep } from 'node:timers/promises';

/** How hard one host may be asked. */
export interface HostPace {
  /** Requests that run at once. */
  atOnce: number;
  /** Between the starts of two. */
  intervalMs: number;
}

/** Hosts that are remembered before those with nothing to wait for are forgotten. */
const MANY_HOSTS = 10_000;

interface Host {
  running: number;
  nextStart: number;
  waiting: (() => void)[];
}

/** Lets requests wait for their turn, host by host, so that no host is asked harder than its pace however long a list is. */
export class HostTurns {
  #pace: HostPace;
  #hosts = new Map<string, Host>();

  constructor(pace: HostPace) {
    this.#pace = pace;
  }

  /** Runs `work` when it is its turn at the host; `intervalMs` where the host asks for a slower pace. */
  async run<Value>(
    name: string,
    work: () => Promise<Value>,
    { intervalMs = 0, signal }: { intervalMs?: number; signal?: AbortSignal } = {},
  ): Promise<Value> {
    const host = this.#host(name);
    while (host.running >= this.#pace.atOnce) {
      await new Promise<void>((resolve) => host.waiting.push(resolve));
    }
    host.running++;
    try {
      const start = Math.max(Date.now(), host.nextStart);
      host.nextStart = start + Math.max(this.#pace.intervalMs, intervalMs);
      signal?.throwIfAborted();
      if (start > Date.now()) await sleep(start - Date.now(), undefined, { signal });
      return await work();
    } finally {
      host.running--;
      host.waiting.shift()?.();
    }
  }

  /** Lets nothing start at a host for so long. */
  pause(name: string, ms: number): void {
    const host = this.#host(name);
    host.nextStart = Math.max(host.nextStart, Date.now() + ms);
  }

  #host(name: string): Host {
    let host = this.#hosts.get(name);
    if (host) return host;
    if (this.#hosts.size >= MANY_HOSTS) {
      for (const [other, { running, waiting, nextStart }] of this.#hosts) {
        if (running === 0 && waiting.length === 0 && nextStart <= Date.now()) this.#hosts.delete(other);
      }
    }
    host = { running: 0, nextStart: 0, waiting: [] };
    this.#hosts.set(name, host);
    return host;
  }
}
