/** The server's answer was no; `code` is one of docs/errors.md, empty where it gave none. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, message: string, code = '') {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.code = code;
  }

  /** Whether the same request may be taken later: the server was busy or broken, or wants one to sign in first. */
  get passing(): boolean {
    return this.status >= 500 || [401, 408, 429].includes(this.status);
  }
}

/** Sends JSON to a path below /api/v1 and gives the answer. Throws Refusal, or TypeError where there is no connection. */
export async function sendJson<T>(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<T> {
  const response = await fetch(`/api/v1/${path}`, {
    method,
    headers: { 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    // What is under way when the page is left still arrives.
    keepalive: true,
  });
  if (response.ok) return response.json();
  const problem = (await response.json().catch(() => ({}))) as {
    code?: string;
    detail?: string;
    title?: string;
  };
  const message = problem.detail ?? problem.title ?? `The server answered ${response.status}.`;
  throw new Refusal(response.status, message, problem.code);
}
