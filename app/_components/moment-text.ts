export type MomentParts = 'both' | 'date' | 'time';

const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short', year: 'numeric' };
const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

/** A moment as people of one time zone read it: `23 Nov 2026, 14:00`, only the day, or only the hour. */
export function momentText(at: Date, zone: string, show: MomentParts): string {
  const options = show === 'date' ? day : show === 'time' ? clock : { ...day, ...clock };
  return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone }).format(at);
}

/**
 * A moment in the reader's time with the server's (UTC) behind it: `23 Nov 2026, 15:00 your time (14:00 UTC)`; with the
 * day again where it is another one there. Only UTC where the reader's zone is not known yet or is UTC itself.
 */
export function twoClocksText(at: Date, zone: string | null): string {
  const server = `${momentText(at, 'UTC', 'both')} UTC`;
  if (zone === null) return server;
  const own = momentText(at, zone, 'both');
  if (`${own} UTC` === server) return server;
  const sameDay = momentText(at, zone, 'date') === momentText(at, 'UTC', 'date');
  return `${own} your time (${sameDay ? `${momentText(at, 'UTC', 'time')} UTC` : server})`;
}
