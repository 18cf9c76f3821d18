import { createTransport } from 'nodemailer';
import { isPublicAddress } from '#lib/images/intake/public-address';
import { config } from '#lib/infra/config';
import { db } from '#lib/infra/db/client';
import { GuardedClient, type RequestRules, resolveByDns } from '#lib/infra/http/guarded-client';
import { log } from '#lib/infra/log';
import { zonedMinute } from '../calendar.ts';
import { retryAfterTries, signWebhook } from '../webhook.ts';
import { tellPeople } from './tell-people.ts';

const DAY = 86_400_000;
const MOST = 200;

const openInternet: RequestRules = {
  mayConnect: isPublicAddress,
  resolve: resolveByDns,
  idleMs: 10_000,
  totalMs: 20_000,
};

/** Tells of phases that close within a day and of results that came out within the last: each once. */
export async function findDueNotices(now = new Date()): Promise<void> {
  const tomorrow = new Date(now.getTime() + DAY);
  const closing = await db().challengePhase.findMany({
    where: { opensAt: { lte: now }, closesAt: { gt: now, lte: tomorrow } },
    include: { challenge: { select: { title: true, timeZone: true } } },
  });
  for (const { challengeId, name, closesAt, challenge } of closing) {
    await tellPeople(db(), {
      kind: 'closing',
      challengeId,
      key: `closing/${challengeId}/${closesAt.toISOString()}`,
      title: `${challenge.title}: the phase ${name} closes soon`,
      text: `The phase ${name} of ${challenge.title} takes submissions until ${zonedMinute(closesAt, challenge.timeZone)}.`,
    });
  }
  const out = await db().challenge.findMany({
    where: { publishedAt: { lte: now, gt: new Date(now.getTime() - DAY) }, closesAt: { lte: now } },
    select: { id: true, title: true },
  });
  for (const { id, title } of out) {
    await tellPeople(db(), {
      kind: 'results',
      challengeId: id,
      key: `results/${id}`,
      title: `${title}: the results are out`,
      text: `The results of ${title} are out: its leaderboard is final.`,
    });
  }
}

type Due = Awaited<ReturnType<typeof takeDue>>[number];

/**
 * Sends what is due: mails where SMTP_URL is set, and signed requests to webhooks on the open internet alone. What fails is
 * tried again after one, two, four minutes and so on, eight times in all. A worker that dies in between leaves a delivery
 * that is due again, so that a receiver may hear of a notice twice: its id is the same.
 */
export async function deliverNotices(
  rules: RequestRules = openInternet,
  smtpUrl = config().SMTP_URL,
): Promise<void> {
  const due = await takeDue();
  if (due.length === 0) return;
  const client = new GuardedClient(rules);
  const transport = smtpUrl ? createTransport(smtpUrl) : null;
  try {
    for (const delivery of due) {
      const problem = await send(delivery, client, transport).then(
        () => null,
        (error: unknown) => (error as Error).message,
      );
      await note(delivery, problem);
    }
  } finally {
    client.close();
    transport?.close();
  }
}

/** Takes what is due for this worker: for ten minutes nobody else does. */
async function takeDue() {
  const taken = await db().$queryRaw<{ id: string }[]>`
    UPDATE deliveries SET attempts = attempts + 1, due_at = now() + interval '10 minutes'
    WHERE id IN (
      SELECT id FROM deliveries WHERE due_at <= now() ORDER BY due_at LIMIT ${MOST} FOR UPDATE SKIP LOCKED
    )
    RETURNING id`;
  return db().delivery.findMany({
    where: { id: { in: taken.map(({ id }) => id) } },
    orderBy: { id: 'asc' },
    include: { webhook: true, notice: { include: { challenge: { select: { slug: true } } } } },
  });
}

async function send(
  { email, webhook, notice }: Due,
  client: GuardedClient,
  transport: ReturnType<typeof createTransport> | null,
): Promise<void> {
  const { challenge, id, kind, submissionId, title, text, createdAt } = notice;
  const path = submissionId ? `/submissions/${submissionId}` : `/challenges/${challenge.slug}`;
  const site = config().NEXTAUTH_URL?.replace(/\/$/, '') ?? '';
  if (webhook) {
    const body = JSON.stringify({
      id,
      kind,
      challenge: challenge.slug,
      submissionId,
      title,
      text,
      path,
      at: createdAt,
    });
    const headers = { 'imagenest-signature': signWebhook(webhook.secret, body, new Date()) };
    const { status } = await client.post(new URL(webhook.url), body, headers);
    if (status < 200 || status > 299) throw new Error(`it answered with status ${status}`);
    return;
  }
  // Without a mail server nothing waits for one.
  if (!transport || email === null) return;
  const host = new URL(site || 'http://localhost').hostname;
  await transport.sendMail({
    from: `Imagenest <no-reply@${host}>`,
    to: email,
    subject: title,
    text: `${text}\n\n${site}${path}\n`,
    messageId: `<${id}@${host}>`,
  });
}

async function note({ id, attempts }: Due, problem: string | null): Promise<void> {
  const wait = problem === null ? null : retryAfterTries(attempts);
  if (problem !== null) log.warn({ delivery: id, attempts, problem }, 'notice not delivered');
  await db().delivery.updateMany({
    where: { id },
    data: {
      problem,
      doneAt: problem === null ? new Date() : null,
      dueAt: wait === null ? null : new Date(Date.now() + wait),
    },
  });
}
