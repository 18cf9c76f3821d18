import { expect, it, vi } from 'vitest';
import type { Assignment } from '#lib/labelling/assignment';
import { Refusal } from '@/_components/send-json';
import type { LabelApi } from './label-api';
import { openOutbox } from './outbox';
import { createSession, type WorkSession } from './session';

let lastUnit = 0;
const assignment = (id: string, size: number): Assignment => ({
  id,
  expiresAt: '2100-01-01T00:00:00.000Z',
  units: Array.from({ length: size }, () => {
    lastUnit += 1;
    return { id: lastUnit, imageUrl: '', thumbUrl: '', width: 1, height: 1 };
  }),
});

/** A server that has some assignments to give and notes what it is sent. */
function setUp(kind: 'verify' | 'classify', stock: Assignment[], held: Assignment[] = []) {
  const sent: number[] = [];
  const returned: string[] = [];
  const undone: number[] = [];
  const log: string[] = [];
  const given = new Map([...stock, ...held].map((one) => [one.id, one]));
  let fault: Error | null = null;
  let answers = Promise.resolve();
  const answer = <T>(value: () => T): Promise<T> => (fault ? Promise.reject(fault) : answers.then(value));
  const api: LabelApi = {
    lease: () => answer(() => stock.shift() ?? null),
    bring: (deed, next) =>
      answer(() => {
        if (deed.does === 'vote') {
          sent.push(...deed.votes.map(({ unitId }) => unitId));
          log.push(`vote ${deed.votes[0]?.answer}`);
        } else if (deed.does === 'undo') {
          undone.push(...deed.unitIds);
          log.push('undo');
          return given.get(deed.assignmentId) ?? null;
        } else log.push(`${deed.does} ${deed.unitId}`);
        return next > 0 ? (stock.shift() ?? null) : null;
      }),
    giveBack: (id) => answer(() => returned.push(id)),
  };
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const refused = vi.fn();
  /** As a page that is loaded shows it: with what the labeler holds then. */
  const start = (holds = held) =>
    createSession({
      campaign: 'drawings',
      kind,
      count: () => 2,
      held: holds,
      api,
      outbox: openOutbox(store, 'somebody'),
      preload: () => {},
      onRefused: refused,
    });
  return {
    sent,
    returned,
    undone,
    log,
    refused,
    start,
    kept,
    /** Lets the server answer nothing until the function that it gives is called. */
    hold: () => {
      let release = () => {};
      answers = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    break: (error: Error | null) => {
      fault = error;
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));
const no = (unitId: number) => ({ unitId, answer: 'no', milliseconds: 100 });
const votesOn = (page: { units: readonly { id: number }[] } | undefined) =>
  page?.units.map(({ id }) => no(id)) ?? [];
const answerFirst = (session: WorkSession) => {
  const page = session.state().pages[0];
  session.answer(page?.key ?? '', votesOn(page));
};

it('leases one page ahead and shows it the moment the first is sent', async () => {
  const server = setUp('verify', [assignment('b', 2), assignment('c', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  expect(session.state().pages.map(({ key }) => key)).toEqual(['a', 'b']);
  const votes = votesOn(session.state().pages[0]);
  session.answer('a', votes);
  expect(session.state().pages[0]?.key).toBe('b');
  await settle();
  expect(server.sent).toEqual(votes.map(({ unitId }) => unitId));
  expect(session.state()).toMatchObject({ given: 2, unsent: 0 });
  expect(session.state().pages.map(({ key }) => key)).toEqual(['b', 'c']);
});

it('keeps votes that cannot be sent, over a reload too, and sends each once when the server is back', async () => {
  const a = assignment('a', 2);
  const server = setUp('verify', [assignment('b', 2)], [a]);
  const first = server.start();
  first.open();
  await settle();
  server.break(new TypeError('Failed to fetch'));
  answerFirst(first);
  await settle();
  expect(first.state()).toMatchObject({ unsent: 2, trouble: 'There is no connection to the server.' });
  first.close();

  // The server still knows the assignment as held: it was never answered there.
  const second = server.start();
  second.open();
  await settle();
  expect(second.state().pages.map(({ key }) => key)).not.toContain('a');
  server.break(null);
  second.retry();
  second.retry();
  await settle();
  expect(server.sent).toEqual(a.units.map(({ id }) => id));
  expect(second.state().unsent).toBe(0);
  expect(server.kept.size).toBe(0);
});

it('takes no answer for a page that is no longer asked', async () => {
  const server = setUp('verify', [assignment('b', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  const votes = votesOn(session.state().pages[0]);
  session.answer('a', votes);
  session.answer('a', votes);
  session.skip('a');
  await settle();
  expect(session.state()).toMatchObject({ given: 2, pages: [{ key: 'b' }] });
  expect(server.sent).toEqual(votes.map(({ unitId }) => unitId));
  expect(server.returned).toEqual([]);
});

it('lets go of votes that are refused for good, and says why', async () => {
  const server = setUp('verify', [], [assignment('a', 1)]);
  const session = server.start();
  session.open();
  await settle();
  server.break(new Refusal(409, 'The campaign is closed.'));
  answerFirst(session);
  await settle();
  expect(server.refused).toHaveBeenCalledWith(
    expect.objectContaining({ does: 'vote' }),
    'The campaign is closed.',
  );
  expect(session.state().unsent).toBe(0);
});

it('gives a skipped image back once the others of its assignment are answered', async () => {
  const server = setUp('classify', [], [assignment('a', 3)]);
  const session = server.start();
  session.open();
  await settle();
  session.skip(session.state().pages[0]?.key ?? '');
  answerFirst(session);
  await settle();
  expect(server.returned).toEqual([]);
  answerFirst(session);
  await settle();
  expect(server.sent).toHaveLength(2);
  expect(server.returned).toEqual(['a']);
});

it('takes a page back that was sent', async () => {
  const a = assignment('a', 2);
  const server = setUp('verify', [assignment('b', 2), assignment('c', 2)], [a]);
  const session = server.start();
  session.open();
  await settle();
  answerFirst(session);
  await settle();
  session.undo();
  expect(session.state()).toMatchObject({ given: 0, pages: [{ assignmentId: 'a' }, {}, {}] });
  await settle();
  expect(server.undone).toEqual(a.units.map(({ id }) => id));
  expect(session.state().pages.map(({ assignmentId }) => assignmentId)).toEqual(['a', 'b', 'c']);
});

it('takes back on the server what may have arrived although no answer came', async () => {
  const server = setUp('verify', [assignment('b', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  server.break(new TypeError('Failed to fetch'));
  answerFirst(session);
  await settle();
  expect(session.state()).toMatchObject({ unsent: 2, cutOff: true });
  session.undo();
  expect(session.state().unsent).toBe(0);
  server.break(null);
  session.retry();
  await settle();
  expect(server.log).toEqual(['vote no', 'undo']);
  expect(session.state()).toMatchObject({ cutOff: false, pages: [{ assignmentId: 'a' }, {}] });
});

it('drops what was taken back before it was on its way', async () => {
  const server = setUp('verify', [assignment('b', 2), assignment('c', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  const release = server.hold();
  answerFirst(session);
  answerFirst(session);
  session.undo();
  release();
  await settle();
  expect(server.log).toEqual(['vote no']);
  expect(session.state().pages[0]?.assignmentId).toBe('b');
});

it('asks again what was taken back without a connection, over a reload too', async () => {
  const a = assignment('a', 2);
  const server = setUp('verify', [assignment('b', 2)], [a]);
  const first = server.start();
  first.open();
  await settle();
  answerFirst(first);
  await settle();
  server.break(new TypeError('Failed to fetch'));
  first.undo();
  await settle();
  first.close();

  server.break(null);
  const { units } = a;
  const second = server.start([]);
  second.open();
  await settle();
  expect(server.log).toEqual(['vote no', 'undo']);
  expect(second.state().pages.flatMap((page) => page.units)).toEqual(expect.arrayContaining(units));
});

it('what the organisers are told waits too, in the order in which it was said', async () => {
  const server = setUp('verify', [assignment('b', 2)], [assignment('a', 2)]);
  const first = server.start();
  first.open();
  await settle();
  server.break(new TypeError('Failed to fetch'));
  const unit = first.state().pages[0]?.units[0]?.id ?? 0;
  first.tell('a', unit, { reason: 'privacy', comment: '' });
  answerFirst(first);
  await settle();
  expect(first.state().told.get(unit)).toMatchObject({ reason: 'privacy' });
  first.close();

  const second = server.start();
  second.open();
  await settle();
  expect(second.state().told.get(unit)).toMatchObject({ reason: 'privacy' });
  second.untell('a', unit);
  server.break(null);
  second.retry();
  await settle();
  expect(server.log).toEqual([`flag ${unit}`, 'vote no', `unflag ${unit}`]);
  expect(server.kept.size).toBe(0);
});

it('sends what is answered anew after what it replaces was taken back, however slow the server is', async () => {
  const server = setUp('verify', [assignment('b', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  const release = server.hold();
  answerFirst(session);
  await settle();
  session.undo();
  const page = session.state().pages[0];
  session.answer(
    page?.key ?? '',
    votesOn(page).map((vote) => ({ ...vote, answer: 'yes' })),
  );
  release();
  await settle();
  expect(server.log).toEqual(['vote no', 'undo', 'vote yes']);
  expect(session.state().unsent).toBe(0);
});

it('lets votes stand that the server will not take back, and says why', async () => {
  const server = setUp('verify', [assignment('b', 2)], [assignment('a', 2)]);
  const session = server.start();
  session.open();
  await settle();
  answerFirst(session);
  await settle();
  server.break(new Refusal(409, 'These are older and stand.'));
  session.undo();
  await settle();
  expect(server.refused).toHaveBeenCalledWith(
    expect.objectContaining({ does: 'undo' }),
    'These are older and stand.',
  );
  expect(session.state().pages.map(({ assignmentId }) => assignmentId)).toEqual(['b']);
});
