import { AppError } from '#lib/core/errors';

/** Prints a result: alone as one JSON object on standard output, or as lines for people. */
export function printResult(result: object, options: { json?: boolean }): void {
  if (options.json) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return;
  }
  for (const [name, value] of Object.entries(result)) {
    if (value !== null && value !== undefined) {
      process.stdout.write(`${name}: ${Array.isArray(value) ? value.join(', ') : value}\n`);
    }
  }
}

/** Prints a result: alone as one JSON object, or as the lines that people read. */
export function printReport(
  result: object,
  lines: readonly string[],
  { json = false }: { json?: boolean },
): void {
  process.stdout.write(json ? `${JSON.stringify(result)}\n` : `${lines.join('\n')}\n`);
}

/** Tells of something that does not stop the command, on standard error. */
export function warn(warnings: readonly string[]): void {
  for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`);
}

/** Ends the command: 2 with one line where the input was refused, 1 for anything else. */
export function fail(error: unknown, json: boolean): void {
  if (error instanceof AppError) {
    process.stderr.write(`error: ${error.code}: ${error.message}\n`);
    if (json) {
      process.stdout.write(`${JSON.stringify({ error: { code: error.code, message: error.message } })}\n`);
    }
    process.exitCode = 2;
    return;
  }
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env.LOG_LEVEL === 'debug' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
}
