import { expect, test } from 'vitest';
import { sendForm } from './send-form';

test('sends nothing where it was stopped before it began', async () => {
  // Node.js has no XMLHttpRequest: beginning to send would throw.
  const outcome = await sendForm({
    url: '/api/v1/submissions',
    form: new FormData(),
    taken: () => true,
    onSent: () => {},
    brokenOff: 'It broke off.',
    signal: AbortSignal.abort(),
  });
  expect(outcome).toEqual({ ok: false, message: 'The upload was stopped.', fieldErrors: {} });
});
