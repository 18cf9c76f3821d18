import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assignment } from '#lib/labelling/assignment';
import { CAMPAIGN } from './fill-campaign.ts';

/** Milliseconds that requests took, from before each was sent until its answer was read. */
export type Times = Record<'lease' | 'vote' | 'insert', number[]>;

export const noTimes = (): Times => ({ lease: [], vote: [], insert: [] });

interface Clients {
  url: string;
  /** A token a labeler; as many work at once. */
  tokens: readonly string[];
  seconds: number;
  /** How long a labeler looks at a page, half as long to half as long again. */
  thinkMs: number;
}

export const PAGE = 24;

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** Has labelers lease pages and answer them, each after looking at it, for some seconds or until no unit is left. */
export function label(clients: Clients, times: Times): Promise<void> {
  return together(clients, async (token, look) => {
    const page = await timed<Assignment | null>(
      times.lease,
      clients.url,
      token,
      `/api/v1/campaigns/${CAMPAIGN}/assignments`,
      {
        count: PAGE,
      },
    );
    if (!page) return false;
    await look();
    const votes = page.units.map(({ id }) => ({
      unitId: id,
      // Without agreement a small campaign lasts as long as the bench.
      answer: Math.random() < 0.5 ? 'yes' : 'no',
      milliseconds: 500,
    }));
    await timed(times.vote, clients.url, token, `/api/v1/assignments/${page.id}/votes`, { votes });
    return true;
  });
}

/** The same number of requests at the same moments to the bare route. */
export function insert(clients: Clients, times: Times): Promise<void> {
  return together(clients, async (token, look) => {
    await timed(times.insert, clients.url, token, '/insert', { answer: 'yes' });
    await look();
    await timed(times.insert, clients.url, token, '/insert', { answer: 'no' });
    return true;
  });
}

async function together(
  { tokens, seconds, thinkMs }: Clients,
  turn: (token: string, look: () => Promise<unknown>) => Promise<boolean>,
): Promise<void> {
  const until = performance.now() + seconds * 1000;
  const look = () => (thinkMs === 0 ? Promise.resolve() : sleep(thinkMs * (0.5 + Math.random())));
  await Promise.all(
    tokens.map(async (token) => {
      if (thinkMs > 0) await sleep(thinkMs * Math.random());
      while (performance.now() < until && (await turn(token, look)));
    }),
  );
}

async function timed<Answer>(
  times: number[],
  base: string,
  token: string,
  path: string,
  body: object,
): Promise<Answer> {
  const start = performance.now();
  const answer = await post(new URL(path, base), token, JSON.stringify(body));
  times.push(performance.now() - start);
  return JSON.parse(answer) as Answer;
}

function post(url: URL, token: string, body: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.once('end', () => {
        if (response.statusCode === 200 || response.statusCode === 201) resolve(text);
        else reject(new Error(`${url.pathname} answered ${response.statusCode}: ${text}`));
      });
      response.once('error', reject);
    });
    sent.once('error', reject);
    sent.end(body);
  });
}
