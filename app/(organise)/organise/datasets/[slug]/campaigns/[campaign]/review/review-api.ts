import type { DecisionInput, ReviewedUnit } from '#lib/labelling/review';

/** The server's answer was no; `code` is one of docs/errors.md. */
export class ReviewRefusal extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.name = 'ReviewRefusal';
    this.code = code;
  }
}

export function sendDecision(unitId: number, decision: DecisionInput): Promise<ReviewedUnit> {
  return send('POST', `${unitId}/decision`, decision);
}

export function sendTakeBack(unitId: number): Promise<ReviewedUnit> {
  return send('DELETE', `${unitId}/decision`);
}

export function sendResolveFlags(unitId: number): Promise<unknown> {
  return send('DELETE', `${unitId}/flags`);
}

async function send<T>(method: 'POST' | 'DELETE', path: string, body?: unknown): Promise<T> {
  const response = await fetch(`/api/v1/units/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // What is under way when the page is left still arrives.
    keepalive: true,
  });
  if (response.ok) return response.json();
  const problem = (await response.json().catch(() => ({}))) as { code?: string; detail?: string };
  throw new ReviewRefusal(problem.code ?? '', problem.detail ?? `The server answered ${response.status}.`);
}
