export type SendOutcome<Value> =
  | { ok: true; value: Value }
  | { ok: false; message: string; fieldErrors: Record<string, string> };

type Sending<Value> = {
  url: string;
  form: FormData;
  /** What the form sent came to; undefined where the answer is not that of a form that was taken. */
  taken: (status: number, answer: Partial<Record<string, unknown>>) => Value | undefined;
  onSent: (share: number) => void;
  /** What is said where the connection breaks. */
  brokenOff: string;
  /** Makes sending again the same sending. */
  key?: string;
  signal?: AbortSignal;
};

/**
 * Sends a form with its files and tells how much of it is out, from 0 to 1. An XMLHttpRequest, because fetch knows
 * nothing of an upload's progress.
 */
export function sendForm<Value>(sending: Sending<Value>): Promise<SendOutcome<Value>> {
  const { url, form, taken, onSent, brokenOff, key, signal } = sending;
  const stopped = { ok: false, message: 'The upload was stopped.', fieldErrors: {} } as const;
  // No event tells of what was stopped before it began.
  if (signal?.aborted) return Promise.resolve(stopped);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    if (key !== undefined) request.setRequestHeader('Idempotency-Key', key);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onload = () => {
      const answer = request.response ?? {};
      const value = taken(request.status, answer);
      resolve(value === undefined ? refusal(request.status, answer) : { ok: true, value });
    };
    request.onerror = () => resolve({ ok: false, message: brokenOff, fieldErrors: {} });
    request.onabort = () => resolve(stopped);
    signal?.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function refusal(
  status: number,
  { detail, field }: { detail?: string; field?: string },
): Extract<SendOutcome<never>, { ok: false }> {
  const message = detail ?? `The server answered ${status}. Try again in a minute.`;
  return { ok: false, message, fieldErrors: field ? { [field]: message } : {} };
}
