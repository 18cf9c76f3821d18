import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPublicAddress } from '../intake/public-address.ts';
import { type FetchRules, type ImageFetcher, makeImageFetcher } from './fetch-image.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

let server: http.Server;
let port: number;
let routes: Record<string, Handler>;
let asked: string[];
const open: ImageFetcher[] = [];

beforeAll(async () => {
  server = http.createServer((request, response) => {
    const name = `${request.headers.host?.split(':')[0]}${request.url}`;
    asked.push(name);
    const handler = routes[name] ?? routes[request.url ?? ''];
    if (handler) handler(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  asked = [];
  routes = { '/owl.jpg': (_, response) => response.end('owl') };
});
afterEach(() => {
  for (const fetcher of open.splice(0)) fetcher.close();
});

/** Every name is this machine, which may be connected to. */
const here: Partial<FetchRules> = {
  mayConnect: (address) => address === '127.0.0.1' || isPublicAddress(address),
  resolve: async () => [{ address: '127.0.0.1', family: 4 }],
  intervalMs: 0,
  backoffMs: 5,
};
function fetcherWith(rules: Partial<FetchRules> = {}): ImageFetcher {
  const fetcher = makeImageFetcher({ ...here, ...rules });
  open.push(fetcher);
  return fetcher;
}
const at = (name: string) => new URL(`http://${name.replace('/', `:${port}/`)}`);
const get = async (name: string, rules?: Partial<FetchRules>) =>
  Buffer.from(await fetcherWith(rules).fetchImage(at(name))).toString();
const code = (name: string, rules?: Partial<FetchRules>) =>
  get(name, rules).then(
    (bytes) => `fetched ${bytes}`,
    (error: { code?: string }) => error.code ?? error,
  );
const to =
  (location: string): Handler =>
  (_, response) =>
    response.writeHead(302, { location }).end();

test('fetches what an address names, over one connection to a host, and says who asks', async () => {
  const agents = new Set<string | undefined>();
  const sockets = new Set<unknown>();
  routes['/owl.jpg'] = (request, response) => {
    agents.add(request.headers['user-agent']);
    sockets.add(request.socket);
    response.end('owl');
  };
  const { fetchImage } = fetcherWith();
  for (let i = 0; i < 5; i++)
    expect(Buffer.from(await fetchImage(at('a.test/owl.jpg'))).toString()).toBe('owl');
  expect([...agents]).toEqual(['Imagenest']);
  expect(sockets.size).toBe(1);
});

describe('addresses of networks that are not public', () => {
  test.each([
    '127.0.0.1/owl.jpg',
    'localhost/owl.jpg',
    '0x7f.1/owl.jpg',
    '2130706433/owl.jpg',
    '0177.0.0.1/owl.jpg',
    '[::1]/owl.jpg',
    '[::ffff:127.0.0.1]/owl.jpg',
    '[64:ff9b::7f00:1]/owl.jpg',
    '169.254.169.254/latest/meta-data/',
    '10.0.0.1/owl.jpg',
  ])('%s is not asked', async (name) => {
    const fetcher = makeImageFetcher();
    open.push(fetcher);
    await expect(fetcher.fetchImage(at(name))).rejects.toMatchObject({ code: 'fetch-forbidden' });
    expect(asked).toEqual([]);
  });

  test.each([
    'http://169.254.169.254/latest/meta-data/',
    'http://10.0.0.1/',
    'http://[::ffff:10.0.0.1]/',
    'http://inside.test/',
    'https://inside.test/',
    'file:///etc/passwd',
    'ftp://a.test/owl.jpg',
    'http://a.test:22/',
  ])('a redirect to %s is not followed', async (location) => {
    routes['/hop.jpg'] = to('/second');
    routes['/second'] = to(location);
    const resolve: FetchRules['resolve'] = async (host) => [
      { address: host === 'inside.test' ? '192.168.0.7' : '127.0.0.1', family: 4 },
    ];
    expect(await code('a.test/hop.jpg', { resolve })).toBe('fetch-forbidden');
  });

  test('a name with one such address among others is not asked', async () => {
    const resolve: FetchRules['resolve'] = async () => [
      { address: '127.0.0.1', family: 4 },
      { address: 'fd00::1', family: 6 },
    ];
    expect(await code('a.test/owl.jpg', { resolve })).toBe('fetch-forbidden');
    expect(asked).toEqual([]);
  });

  test('a name that changes its address between two questions is asked about once a connection', async () => {
    let questions = 0;
    const resolve: FetchRules['resolve'] = async () => {
      questions++;
      return [{ address: questions === 1 ? '127.0.0.1' : '10.0.0.1', family: 4 }];
    };
    const { fetchImage } = fetcherWith({ resolve });
    expect(Buffer.from(await fetchImage(at('a.test/owl.jpg'))).toString()).toBe('owl');
    expect(questions).toBe(1);
    routes['/owl.jpg'] = (_, response) =>
      response.writeHead(302, { location: '/next', connection: 'close' }).end();
    await expect(fetchImage(at('a.test/owl.jpg'))).rejects.toMatchObject({ code: 'fetch-forbidden' });
    expect(questions).toBe(2);
    expect(asked.filter((name) => name.includes('/next'))).toEqual([]);
  });
});

describe('redirects', () => {
  test('are followed, five at most, without the name and password they hold', async () => {
    for (let hop = 1; hop <= 7; hop++) routes[`/${hop}`] = to(hop === 7 ? '/owl.jpg' : `/${hop + 1}`);
    const withPassword = at('b.test/owl.jpg');
    withPassword.username = 'ada';
    routes['/away'] = to(withPassword.href);
    expect(await code('a.test/3')).toBe('fetched owl');
    expect(await code('a.test/2')).toBe('fetch-redirects');
    routes['/round'] = to('/round');
    expect(await code('a.test/round')).toBe('fetch-redirects');
    routes['/owl.jpg'] = (request, response) => response.end(request.headers.authorization ?? 'nobody');
    expect(await code('a.test/away')).toBe('fetched nobody');
    routes['/nowhere'] = to('http://[');
    expect(await code('a.test/nowhere')).toBe('fetch-redirects');
  });
});

describe('answers', () => {
  test('too long, said so or not, are refused without reading them whole', async () => {
    let sent = 0;
    routes['/said.jpg'] = (_, response) => {
      response.writeHead(200, { 'content-length': 40_000_000 });
      response.write('x');
    };
    routes['/endless.jpg'] = (_, response) => {
      const piece = Buffer.alloc(1024 * 1024);
      const more = () => {
        sent++;
        if (!response.destroyed) response.write(piece, more);
      };
      more();
    };
    expect(await code('a.test/said.jpg')).toBe('file-too-large');
    expect(await code('a.test/endless.jpg')).toBe('file-too-large');
    expect(sent).toBeLessThan(64);
  });

  test('that never come, stop or drip are given up', async () => {
    routes['/silent.jpg'] = () => {};
    routes['/stops.jpg'] = (_, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('some');
    };
    routes['/drips.jpg'] = (_, response) => {
      const drip = setInterval(() => response.write('.'), 20);
      response.on('close', () => clearInterval(drip));
    };
    for (const name of ['silent', 'stops', 'drips']) {
      expect(await code(`a.test/${name}.jpg`, { idleMs: 100, totalMs: 200 })).toBe('fetch-unreachable');
      expect(asked.filter((each) => each.includes(name))).toHaveLength(4);
    }
  });

  test('that break off are asked for again', async () => {
    let tries = 0;
    routes['/breaks.jpg'] = (_, response) => {
      if (++tries === 3) return response.end('whole');
      response.writeHead(200, { 'content-length': 100 });
      response.write('half', () => response.destroy());
      return undefined;
    };
    expect(await code('a.test/breaks.jpg')).toBe('fetched whole');
    routes['/chunks.jpg'] = (_, response) => response.write('half', () => response.destroy());
    expect(await code('a.test/chunks.jpg')).toBe('fetch-unreachable');
  });

  test('of a busy or failing host are waited for, as long as it asks', async () => {
    const times: number[] = [];
    routes['/busy.jpg'] = (_, response) => {
      times.push(Date.now());
      if (times.length === 1) response.writeHead(503).end();
      else if (times.length === 2) response.writeHead(429, { 'retry-after': '1' }).end();
      else response.end('at last');
    };
    expect(await code('a.test/busy.jpg')).toBe('fetched at last');
    expect((times[2] ?? 0) - (times[1] ?? 0)).toBeGreaterThanOrEqual(990);
    routes['/closed.jpg'] = (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    expect(await code('a.test/closed.jpg')).toBe('fetch-busy');
    routes['/broken.jpg'] = (_, response) => response.writeHead(500).end();
    expect(await code('a.test/broken.jpg')).toBe('fetch-status');
    expect(asked.filter((name) => name.includes('broken'))).toHaveLength(4);
  });

  test('that say there is nothing are believed at once', async () => {
    expect(await code('a.test/none.jpg')).toBe('fetch-status');
    expect(asked.filter((name) => name.includes('none'))).toHaveLength(1);
  });

  test('packed though nobody asked for it are refused', async () => {
    routes['/packed.jpg'] = (_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('owl'));
    expect(await code('a.test/packed.jpg')).toBe('fetch-encoded');
  });

  test('end when they are told to', async () => {
    routes['/silent.jpg'] = () => {};
    const stop = new AbortController();
    const coming = fetcherWith().fetchImage(at('a.test/silent.jpg'), stop.signal);
    setTimeout(() => stop.abort(new Error('cancelled')), 50);
    await expect(coming).rejects.toThrow('cancelled');
  });

  test('of a host that is not there, or no name, are refused', async () => {
    const resolve: FetchRules['resolve'] = () =>
      Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await code('a.test/owl.jpg', { resolve })).toBe('fetch-robots-unreachable');
  });
});

describe('robots.txt', () => {
  const saying =
    (text: string): Handler =>
    (_, response) =>
      response.end(text);

  test('is asked once a host, and obeyed at each redirect', async () => {
    routes['a.test/robots.txt'] = saying('User-agent: *\nDisallow: /private/\n');
    routes['b.test/robots.txt'] = saying('User-agent: imagenest\nDisallow: /\n\nUser-agent: *\nAllow: /\n');
    routes['/private/owl.jpg'] = saying('secret');
    routes['/away.jpg'] = to(at('b.test/owl.jpg').href);
    const { fetchImage } = fetcherWith();
    const codeOf = (name: string) => fetchImage(at(name)).catch((error: { code: string }) => error.code);
    expect(await codeOf('a.test/private/owl.jpg')).toBe('fetch-robots');
    expect(await codeOf('b.test/owl.jpg')).toBe('fetch-robots');
    expect(await codeOf('a.test/away.jpg')).toBe('fetch-robots');
    expect(Buffer.from(await fetchImage(at('a.test/owl.jpg'))).toString()).toBe('owl');
    expect(asked).toEqual(['a.test/robots.txt', 'b.test/robots.txt', 'a.test/away.jpg', 'a.test/owl.jpg']);
  });

  test('that is not there allows, that cannot be read forbids', async () => {
    expect(await code('a.test/owl.jpg')).toBe('fetched owl');
    routes['/robots.txt'] = (_, response) => response.writeHead(500).end();
    expect(await code('a.test/owl.jpg')).toBe('fetch-robots-unreachable');
    routes['/robots.txt'] = (_, response) => response.destroy();
    expect(await code('a.test/owl.jpg')).toBe('fetch-robots-unreachable');
  });

  test('is read as far as its first 512 KiB, through redirects', async () => {
    routes['/robots.txt'] = to('/robots');
    routes['/robots'] = saying(`User-agent: *\nDisallow: /owl\n${'# more\n'.repeat(200_000)}`);
    expect(await code('a.test/owl.jpg')).toBe('fetch-robots');
    routes['/robots'] = saying('\0\xff garbage\nDisallow\n:::');
    expect(await code('a.test/owl.jpg')).toBe('fetched owl');
  });

  test('slows down where it asks to', async () => {
    routes['/robots.txt'] = saying('User-agent: *\nCrawl-delay: 0.2\n');
    const { fetchImage } = fetcherWith();
    const began = Date.now();
    await Promise.all([1, 2, 3].map(() => fetchImage(at('a.test/owl.jpg'))));
    expect(Date.now() - began).toBeGreaterThanOrEqual(395);
  });
});

test('a host is asked by few at once and not too often, another not held up', async () => {
  let [running, most] = [0, 0];
  routes['/slow.jpg'] = (_, response) => {
    most = Math.max(most, ++running);
    setTimeout(() => {
      running--;
      response.end('slow');
    }, 20);
  };
  const { fetchImage } = fetcherWith({ atOnce: 3, intervalMs: 10 });
  const began = Date.now();
  const slow = Promise.all(Array.from({ length: 20 }, () => fetchImage(at('a.test/slow.jpg'))));
  const other = fetchImage(at('b.test/owl.jpg')).then(() => running);
  expect(await Promise.race([slow, other])).toBeTypeOf('number');
  await slow;
  expect(most).toBeLessThanOrEqual(3);
  expect(most).toBeGreaterThan(1);
  expect(Date.now() - began).toBeGreaterThanOrEqual(190);
});
