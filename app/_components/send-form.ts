export type SendOutcome =
  | { ok: true; id: string }
  | { ok: false; message: string; fieldErrors: Record<string, string> };

/**
 * Sends a form with its files and tells how much of it is out, from 0 to 1. An XMLHttpRequest, because fetch knows
 * nothing of an upload's progress.
 */
export function sendForm(
  url: string,
  form: FormData,
  key: string,
  signal: AbortSignal,
  onSent: (share: number) => void,
): Promise<SendOutcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', url);
    request.setRequestHeader('Idempotency-Key', key);
    request.responseType = 'json';
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total);
    };
    request.onload = () => resolve(outcome(request.status, request.response));
    request.onerror = () =>
      resolve({
        ok: false,
        message:
          'The upload broke off. Check your connection and press the button again: nothing is submitted twice.',
        fieldErrors: {},
      });
    request.onabort = () => resolve({ ok: false, message: 'The upload was stopped.', fieldErrors: {} });
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(form);
  });
}

function outcome(status: number, answer: unknown): SendOutcome {
  const { id, detail, field } = (answer ?? {}) as { id?: string; detail?: string; field?: string };
  if (status === 201 && id) return { ok: true, id };
  const message = detail ?? `The server answered ${status}. Try again in a minute.`;
  return { ok: false, message, fieldErrors: field ? { [field]: message } : {} };
}
