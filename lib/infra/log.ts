import { pino } from 'pino';
import { config } from '#lib/infra/config';

/**
 * The process's log: one JSON object a line on standard output. Secrets that may stand in a logged object are blotted
 * out here, so that no caller has to remember.
 */
export const log = pino({
  level: config().LOG_LEVEL,
  redact: {
    paths: [
      'password',
      'token',
      'authorization',
      'cookie',
      '*.password',
      '*.token',
      '*.authorization',
      '*.cookie',
    ],
    censor: '[redacted]',
  },
});
